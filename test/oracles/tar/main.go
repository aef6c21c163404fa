// What Go's archive/tar and compress/gzip, with which kaniko unpacks the context, see in the archive on stdin. Writes a
// line of JSON for each entry, as soon as its header is read, and then a line that says whether the archive ended in order.
// With -plain the archive is not compressed; with -headers contents are not read.
package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
)

type entry struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Link     string `json:"link"`
	Mode     int64  `json:"mode"`
	Owner    []int  `json:"owner"`
	Names    string `json:"names"`
	Size     int64  `json:"size"`
	Modified int64  `json:"modified"`
	Sha256   string `json:"sha256"`
}

type end struct {
	Error string `json:"error"`
	// Bytes after the archive's end, up to the end of the gzip member.
	Rest int64 `json:"rest"`
}

func main() {
	answers := json.NewEncoder(os.Stdout)
	rest, err := read(answers)
	last := end{Rest: rest}
	if err != nil {
		last.Error = err.Error()
	}
	answers.Encode(last)
}

func read(answers *json.Encoder) (int64, error) {
	var input io.Reader = bufio.NewReader(os.Stdin)
	if !slices.Contains(os.Args, "-plain") {
		unpacked, err := gzip.NewReader(input)
		if err != nil {
			return 0, err
		}
		unpacked.Multistream(false)
		input = unpacked
	}
	archive := tar.NewReader(input)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return io.Copy(io.Discard, input)
		}
		if err != nil {
			return 0, err
		}
		sum := sha256.New()
		if !slices.Contains(os.Args, "-headers") {
			if _, err := io.Copy(sum, archive); err != nil {
				return 0, err
			}
		}
		answers.Encode(entry{
			Name: header.Name, Type: string(header.Typeflag), Link: header.Linkname, Mode: header.Mode,
			Owner: []int{header.Uid, header.Gid}, Names: header.Uname + header.Gname, Size: header.Size,
			Modified: header.ModTime.Unix(), Sha256: hex.EncodeToString(sum.Sum(nil)),
		})
	}
}
