package main

import (
	"context"
	"encoding/json"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

type lines struct {
	Start int32 `json:"start"`
	End   int32 `json:"end"`
}

type warning struct {
	Rule   string  `json:"rule"`
	Detail string  `json:"detail"`
	Ranges []lines `json:"ranges"`
}

type lintAnswer struct {
	Warnings []warning `json:"warnings"`
	// Error is why the Dockerfile cannot be built; warnings before that place are there.
	Error  string  `json:"error,omitempty"`
	Ranges []lines `json:"ranges,omitempty"`
}

// emptyImages answers for every image without a network: linux, with nothing in its configuration.
type emptyImages struct {
	config []byte
	digest digest.Digest
}

func (images emptyImages) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	return ref, images.digest, images.config, nil
}

func newEmptyImages() emptyImages {
	config, err := json.Marshal(ocispecs.Image{})
	if err != nil {
		panic(err)
	}
	return emptyImages{config, digest.FromBytes(config)}
}

var (
	images     = newEmptyImages()
	definition = contextDefinition()
	caps       = pb.Caps.CapSet(pb.Caps.All())
)

// contextDefinition is what a source map must have; without one the linter panics.
func contextDefinition() *llb.Definition {
	definition, err := llb.Local("context").Marshal(context.Background())
	if err != nil {
		panic(err)
	}
	return definition
}

func lintDockerfile(ctx context.Context, text []byte) any {
	sourceMap := llb.NewSourceMap(nil, "Dockerfile", "Dockerfile", text)
	sourceMap.Definition = definition
	results, err := dockerfile2llb.DockerfileLint(ctx, text, dockerfile2llb.ConvertOpt{
		MetaResolver: images,
		SourceMap:    sourceMap,
		LLBCaps:      &caps,
	})
	if err != nil {
		return failure{err.Error()}
	}
	answer := lintAnswer{Warnings: []warning{}}
	for _, found := range results.Warnings {
		answer.Warnings = append(answer.Warnings, warning{found.RuleName, found.Detail, linesOf(found.Location)})
	}
	if results.Error != nil {
		answer.Error = results.Error.Message
		answer.Ranges = linesOf(&results.Error.Location)
	}
	return answer
}

func linesOf(location *pb.Location) []lines {
	ranges := []lines{}
	for _, found := range location.GetRanges() {
		ranges = append(ranges, lines{found.Start.Line, found.End.Line})
	}
	return ranges
}
