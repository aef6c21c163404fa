// Answers, one JSON line for each, what moby's patternmatcher and Go's filepath.Match say.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// A question: an ignore file and paths, or a pattern of filepath.Match and names. JSON carries bytes as base64.
type question struct {
	Ignore  []byte   `json:"ignore"`
	Pattern []byte   `json:"pattern"`
	Paths   [][]byte `json:"paths"`
}

// An answer: an error for the whole, or for each path '-' kept, 'x' ignored or matched, '!' an error.
type answer struct {
	Error    bool   `json:"error"`
	Verdicts string `json:"verdicts"`
}

func verdict(matched bool, err error) byte {
	if err != nil {
		return '!'
	}
	if matched {
		return 'x'
	}
	return '-'
}

func ignored(q question) answer {
	patterns, err := ignorefile.ReadAll(bytes.NewReader(q.Ignore))
	if err != nil {
		return answer{Error: true}
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return answer{Error: true}
	}
	verdicts := []byte{}
	for _, path := range q.Paths {
		verdicts = append(verdicts, verdict(matcher.MatchesOrParentMatches(string(path))))
	}
	return answer{Verdicts: string(verdicts)}
}

func matched(q question) answer {
	verdicts := []byte{}
	for _, path := range q.Paths {
		verdicts = append(verdicts, verdict(filepath.Match(string(q.Pattern), string(path))))
	}
	return answer{Verdicts: string(verdicts)}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			panic(err)
		}
		var a answer
		if q.Pattern != nil {
			a = matched(q)
		} else {
			a = ignored(q)
		}
		if err := out.Encode(a); err != nil {
			panic(err)
		}
	}
}
