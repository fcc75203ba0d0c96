package yamlfile

// MaxBytes is the largest file that is read: 4 MiB.
const MaxBytes = 4 << 20

// Options bound the work that a file may cause and say what the file is about.
type Options struct {
	// Bytes is the size limit of the text; 0 stands for MaxBytes.
	Bytes int
	// Depth is how deep lists and maps may be nested; 0 stands for 32.
	Depth int
	// Keys is how many keys one map may have; 0 stands for 10,000.
	Keys int
	// Names are the keys that are legal somewhere in the file. A line such as
	// "quote:a" is understood by them.
	Names []string
	// Prose are the keys whose value is free text. What stands behind such a key
	// and a # is that text, and no comment on the lack of one.
	Prose []string
	// List is the key of the list that the file is made for. It is found missing
	// where a list begins at the left margin.
	List string
	// Top are the keys at the top of the file.
	Top []string
	// Words are asked for only where a key is not legal; nil where there are none.
	Words func() Words
}

// Words help to find out what was meant by a key that is not legal.
type Words struct {
	// Synonyms are what people call a key who do not know its name: from such a
	// word, in lower case and without what joins its parts, to the keys.
	Synonyms map[string][]string
	// Homes say of a key that is legal elsewhere where it belongs.
	Homes map[string]string
}

// The limits that hold where Options name none.
const (
	maxDepth = 32
	maxKeys  = 10_000
)

// maxFindings is how many findings one file may have; what is beyond is left
// out, and said to be.
const maxFindings = 500

func (o Options) withDefaults() Options {
	if o.Bytes <= 0 {
		o.Bytes = MaxBytes
	}
	if o.Depth <= 0 {
		o.Depth = maxDepth
	}
	if o.Keys <= 0 {
		o.Keys = maxKeys
	}
	return o
}
