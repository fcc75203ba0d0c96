package locate

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxLine is the longest line that is worked on: 64 MiB.
const maxLine = 64 << 20

// line is one line of the input that is not blank, or what is wrong with it.
type line struct {
	bytes []byte
	fault string
}

// reader reads lines of any length, of which it keeps no more than limit bytes.
type reader struct {
	in     *bufio.Reader
	limit  int
	failed error // why the lines ended early
}

// lines yields the lines that are not blank.
func (r *reader) lines(yield func(line) bool) {
	for first := true; ; first = false {
		l, err := r.next()
		if first {
			l.bytes = bytes.TrimPrefix(l.bytes, []byte("\uFEFF"))
		}
		l.bytes = bytes.TrimSpace(l.bytes)
		if (len(l.bytes) > 0 || l.fault != "") && !yield(l) {
			return
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.failed = err
			}
			return
		}
	}
}

// next reads one line. The rest of a line that is too long is read and let go.
func (r *reader) next() (line, error) {
	var l line
	for {
		part, err := r.in.ReadSlice('\n')
		if len(l.bytes)+len(part) > r.limit {
			l = line{fault: fmt.Sprintf("the line is longer than %d bytes", r.limit)}
		}
		if l.fault == "" {
			l.bytes = append(l.bytes, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return l, err
		}
	}
}
