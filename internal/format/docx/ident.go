package docx

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// paraID makes the id of a paragraph, as Word has them: eight hexadecimal
// digits, above 0 and below 0x80000000.
func paraID(of ...string) string {
	h := fnv.New64a()
	for _, s := range of {
		_, _ = h.Write([]byte(s))
		_, _ = h.Write([]byte{0})
	}
	sum := h.Sum64()
	n := uint32(sum^sum>>32) & 0x7FFFFFFF //nolint:gosec // half of the hash is enough
	if n == 0 {
		n = 1
	}
	return fmt.Sprintf("%08X", n)
}

// commentKey is the id of the last paragraph of the comment that shows an
// annotation at the n-th of its places, from 0.
func commentKey(annotation string, n int) string {
	return paraID("gloss comment", annotation, strconv.Itoa(n))
}

// replyKey is the id of the last paragraph of the n-th reply to a comment.
func replyKey(key string, n int) string { return paraID("gloss reply", key, strconv.Itoa(n)) }

// nthFromLast is the id of a comment's paragraph counted from its last, 0.
func nthFromLast(key string, n int) string {
	if n == 0 {
		return key
	}
	return paraID("gloss paragraph", key, strconv.Itoa(n))
}

// seal is the text id that a last paragraph has where the comment is ours; it
// also depends on what the comment says, so that a change is noticed.
func seal(key, text string) string { return paraID("gloss text", key, text) }

// isParaID reports whether Word takes s as the id of a paragraph.
func isParaID(s string) bool {
	n, err := strconv.ParseUint(s, 16, 32)
	return err == nil && len(s) == 8 && n > 0 && n < 0x80000000
}

// initials are those of a name, as Word shows them beside a comment.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		for _, r := range w {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}
