package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

type ignoreAnswer struct {
	// Patterns are as read from the file.
	Patterns []string `json:"patterns"`
	// Cleaned are as the matcher keeps them, `!` included.
	Cleaned []string `json:"cleaned"`
	// Ignored says for each path whether it is left out; absent where the file is wrong.
	Ignored []bool `json:"ignored,omitempty"`
	Error   string `json:"error,omitempty"`
}

func matchPaths(text string, paths []string) any {
	answer := ignoreAnswer{Patterns: []string{}, Cleaned: []string{}}
	patterns, err := ignorefile.ReadAll(strings.NewReader(text))
	if err != nil {
		answer.Error = err.Error()
		return answer
	}
	answer.Patterns = append(answer.Patterns, patterns...)
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		answer.Error = err.Error()
		return answer
	}
	for _, pattern := range matcher.Patterns() {
		cleaned := pattern.String()
		if pattern.Exclusion() {
			cleaned = "!" + cleaned
		}
		answer.Cleaned = append(answer.Cleaned, cleaned)
	}
	ignored := []bool{}
	for _, path := range paths {
		verdict, err := matcher.MatchesOrParentMatches(path)
		if err != nil {
			return ignoreAnswer{Patterns: answer.Patterns, Cleaned: answer.Cleaned, Error: err.Error()}
		}
		ignored = append(ignored, verdict)
	}
	answer.Ignored = ignored
	return answer
}

func sortedKeys(set map[string]struct{}) []string {
	return slices.AppendSeq([]string{}, slices.Values(slices.Sorted(maps.Keys(set))))
}
