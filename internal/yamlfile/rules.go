package yamlfile

// Rule is one kind of finding.
type Rule struct {
	ID  string // as it stands in brackets behind a message
	Doc string // what it says, in one line
}

// Rules are the rules that hold for every YAML file that gloss reads.
func Rules() []Rule {
	return []Rule{
		{"alias", "a value is repeated from elsewhere (*name)"},
		{"anchor", "a value is named for use elsewhere (&name)"},
		{"backslash", "a \\ between double quotation marks means nothing, or hardly what was meant (a warning)"},
		{"bare-list", "the list that the file is made of has no key before it"},
		{"bullet", "a list item begins with something else than a hyphen"},
		{"colon", "a text without quotes has a colon followed by a space"},
		{"comment-cut", "a # cut off the rest of a text"},
		{"control-character", "a character stands in the file that no text can have"},
		{"duplicate-id", "two things have the same id"},
		{"duplicate-key", "a key is there twice"},
		{"empty-item", "an item of a list is empty (a warning)"},
		{"empty-replacement", "a replacement has no value (a warning)"},
		{"file-size", "the file is larger than 4 MiB"},
		{"first-character", "a text without quotes begins with a character that has a meaning"},
		{"indentation", "a line stands in a column where nothing can stand"},
		{"joined-lines", "the items of a list are read as one line of text (a warning)"},
		{"key-in-text", "a key stands so far to the right that it belongs to the text above (a warning)"},
		{"line-separator", "an invisible line end stands inside a text"},
		{"merge-key", "keys are taken over from elsewhere (<<)"},
		{"missing-colon", "there is no colon after a key"},
		{"missing-comma", "there is no comma between the items of a list in brackets, or two"},
		{"missing-dash", "an item of a list has no -, and the others have one"},
		{"missing-line", "a list, or the next key, begins on the line of a key"},
		{"missing-space", "there is no space after a colon or hyphen"},
		{"nesting", "lists and maps are nested more than 32 deep"},
		{"newer-version", "the file is of a newer version of the format"},
		{"number", "a number is not written in digits with a point, or is out of range"},
		{"praise-severity", "praise has a severity"},
		{"second-document", "a second document follows after ---"},
		{"space-character", "something looks like a space and is none"},
		{"stray-text", "a line belongs to nothing"},
		{"syntax", "a line cannot be read"},
		{"tab", "a line is indented with a tab"},
		{"tag", "a value is given a type (!name)"},
		{"text-after-quote", "a text goes on after its closing quotation mark"},
		{"too-many-faults", "the file has more faults than are shown"},
		{"too-many-keys", "one map has more than 10,000 keys"},
		{"unclosed-bracket", "a bracket is not closed"},
		{"unclosed-quote", "a quotation mark is not closed"},
		{"unknown-key", "a key is not one of the legal ones"},
		{"unknown-value", "a value is not one of the legal ones"},
		{"wrong-type", "a value is a text, list or map where something else is needed"},
	}
}
