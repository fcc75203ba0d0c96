package filename

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Wanted is a name that a file should have if it can.
type Wanted struct {
	Name string // as it was found; Unique makes it safe
	ID   string // what tells this file from others of the same name
}

// Unique gives each file a safe name of its own, in the order of wanted. Names
// that differ only in case or in how their accents are composed count as one,
// because to some file systems they are.
//
// A name that only one file wants is given as it is. Where several want it, all
// of them get a short suffix made of their name and ID, and so does one that
// wants a name in taken. The names depend on what is wanted and not on its order.
func Unique(wanted []Wanted, taken ...string) []string {
	files := newFiles(wanted)
	reserved := map[string]bool{}
	for _, name := range taken {
		reserved[key(name)] = true
	}
	for {
		groups := map[string][]*claim{}
		for _, f := range files {
			groups[key(f.name())] = append(groups[key(f.name())], f)
		}
		settled := true
		for k, group := range groups {
			if len(group) == 1 && !reserved[k] {
				continue
			}
			for _, f := range group {
				settled = !f.lengthen() && settled
			}
		}
		if settled {
			return names(files)
		}
	}
}

// claim is one file's claim to a name.
type claim struct {
	safe   string
	hash   string // hexadecimal
	suffix int    // how much of the hash the name has
}

func newFiles(wanted []Wanted) []*claim {
	files := make([]*claim, len(wanted))
	twins := map[Wanted]int{}
	for i, w := range wanted {
		// Files that are alike in everything are told apart by counting them.
		twins[w]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %d", w.Name, w.ID, twins[w]))
		files[i] = &claim{safe: Safe(w.Name), hash: hex.EncodeToString(sum[:])}
	}
	return files
}

// name is the safe name with the suffix, if it needs one.
func (c *claim) name() string {
	if c.suffix == 0 {
		return c.safe
	}
	suffix := "-" + c.hash[:c.suffix]
	return cut(c.safe, MaxBytes-len(suffix)) + suffix
}

// lengthen gives the name a suffix, or a longer one; it reports false where there
// is nothing left of the hash.
func (c *claim) lengthen() bool {
	if c.suffix == len(c.hash) {
		return false
	}
	c.suffix = max(8, 2*c.suffix)
	return true
}

func names(files []*claim) []string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = f.name()
	}
	return out
}

// key is equal for names that a file system may take for one.
func key(name string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
}
