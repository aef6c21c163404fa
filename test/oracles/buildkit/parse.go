package main

import (
	"bytes"
	"unicode"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type directive struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	// Line counts from 1.
	Line int `json:"line"`
}

type heredoc struct {
	Name    string `json:"name"`
	Fd      uint   `json:"fd"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type instruction struct {
	Keyword string `json:"keyword"`
	// Original is the instruction on one line.
	Original string   `json:"original"`
	Flags    []string `json:"flags"`
	// Arguments are what the parser makes of the rest; ENV and LABEL give name, value and separator in turn.
	Arguments []string  `json:"arguments"`
	JSON      bool      `json:"json"`
	Heredocs  []heredoc `json:"heredocs"`
	// StartLine and EndLine count from 1.
	StartLine int `json:"startLine"`
	EndLine   int `json:"endLine"`
	// Comments stand right above.
	Comments []string `json:"comments"`
	// Trigger is what ONBUILD holds.
	Trigger *instruction `json:"trigger,omitempty"`
}

type parseAnswer struct {
	Directives   []directive   `json:"directives"`
	Escape       string        `json:"escape"`
	Instructions []instruction `json:"instructions"`
	// EmptyContinuations are the last lines of instructions with blank lines inside.
	EmptyContinuations []int  `json:"emptyContinuations"`
	Error              string `json:"error,omitempty"`
}

func parseDockerfile(text []byte) any {
	answer := parseAnswer{Instructions: []instruction{}, EmptyContinuations: []int{}}
	answer.Directives = directivesOf(text)
	result, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		answer.Error = err.Error()
		return answer
	}
	answer.Escape = string(result.EscapeToken)
	for _, node := range result.AST.Children {
		answer.Instructions = append(answer.Instructions, instructionOf(node))
	}
	for _, warning := range result.Warnings {
		answer.EmptyContinuations = append(answer.EmptyContinuations, warning.Location.Start.Line)
	}
	return answer
}

// directivesOf gives those that the parser obeys; it trims what is before the comment, which parser.ParseDirective does not.
func directivesOf(text []byte) []directive {
	found := []directive{}
	directives := parser.DirectiveParser{}
	for _, line := range bytes.Split(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\n")) {
		line = bytes.TrimLeftFunc(bytes.TrimRight(line, "\r"), unicode.IsSpace)
		read, err := directives.ParseLine(line)
		if read == nil || err != nil {
			break
		}
		found = append(found, directive{read.Name, read.Value, read.Location[0].Start.Line})
	}
	return found
}

func instructionOf(node *parser.Node) instruction {
	read := instruction{
		Keyword:   node.Value,
		Original:  node.Original,
		Flags:     append([]string{}, node.Flags...),
		Arguments: []string{},
		JSON:      node.Attributes["json"],
		Heredocs:  []heredoc{},
		StartLine: node.StartLine,
		EndLine:   node.EndLine,
		Comments:  append([]string{}, node.PrevComment...),
	}
	for next := node.Next; next != nil; next = next.Next {
		if len(next.Children) > 0 {
			trigger := instructionOf(next.Children[0])
			read.Trigger = &trigger
		} else {
			read.Arguments = append(read.Arguments, next.Value)
		}
	}
	for _, document := range node.Heredocs {
		read.Heredocs = append(read.Heredocs, heredoc{
			document.Name, document.FileDescriptor, document.Expand, document.Chomp, document.Content,
		})
	}
	return read
}

type wordAnswer struct {
	Result    string   `json:"result"`
	Words     []string `json:"words"`
	Matched   []string `json:"matched"`
	Unmatched []string `json:"unmatched"`
	Error     string   `json:"error,omitempty"`
}

func expandWord(word string, env []string, escape string) any {
	token := parser.DefaultEscapeToken
	if escape != "" {
		token = []rune(escape)[0]
	}
	result, err := shell.NewLex(token).ProcessWordWithMatches(word, shell.EnvsFromSlice(env))
	answer := wordAnswer{
		Result:    result.Result,
		Words:     append([]string{}, result.Words...),
		Matched:   sortedKeys(result.Matched),
		Unmatched: sortedKeys(result.Unmatched),
	}
	if err != nil {
		answer.Error = err.Error()
	}
	return answer
}
