// Answers questions about Dockerfiles with BuildKit's own parser and linter and moby's own pattern matcher, so that
// ours can be compared with them. One JSON object a line in, one out, in the same order; nothing else is read or written.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
)

// question is a line of input. What is not of its mode stays empty.
type question struct {
	// Mode is "lint", "parse", "ignore" or "words".
	Mode string `json:"mode"`
	// Text is the Dockerfile, the ignore file or the word.
	Text string `json:"text"`
	// Paths are asked of an ignore file.
	Paths []string `json:"paths"`
	// Env holds the variables of a word, as KEY=value.
	Env []string `json:"env"`
	// Escape is the escape character of a word; the backslash where empty.
	Escape string `json:"escape"`
}

func main() {
	log.SetFlags(0)
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := bufio.NewWriter(os.Stdout)
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		var q question
		if err := in.Decode(&q); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			log.Fatalf("a question is not JSON: %v", err)
		}
		if err := answers.Encode(answer(q)); err != nil {
			log.Fatalf("an answer is not JSON: %v", err)
		}
		if err := out.Flush(); err != nil {
			return
		}
	}
}

// failure is the answer where a tool panics; that says something about the tool, not about the Dockerfile.
type failure struct {
	Failure string `json:"failure"`
}

func answer(q question) (result any) {
	defer func() {
		if cause := recover(); cause != nil {
			result = failure{fmt.Sprint(cause)}
		}
	}()
	switch q.Mode {
	case "lint":
		return lintDockerfile(context.Background(), []byte(q.Text))
	case "parse":
		return parseDockerfile([]byte(q.Text))
	case "ignore":
		return matchPaths(q.Text, q.Paths)
	case "words":
		return expandWord(q.Text, q.Env, q.Escape)
	default:
		return failure{fmt.Sprintf("no such mode: %q", q.Mode)}
	}
}
