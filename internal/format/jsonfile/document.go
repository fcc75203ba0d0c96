package jsonfile

// document is the file as it stands; the order of the fields is the order of
// the keys. The Markdown of the remarks is kept as it was written.
type document struct {
	Gloss       string    `json:"gloss"`
	Schema      int       `json:"schema"`
	Annotations string    `json:"annotations,omitzero"`
	Head        headDoc   `json:"head"`
	Marks       *marksDoc `json:"marks,omitzero"`
	Notes       []noteDoc `json:"notes"`
	Essay       essayDoc  `json:"essay"`
}

type headDoc struct {
	Title     string   `json:"title,omitzero"`
	Student   string   `json:"student,omitzero"`
	Marker    string   `json:"marker,omitzero"`
	Date      string   `json:"date,omitzero"`
	Task      string   `json:"task,omitzero"`
	Language  string   `json:"language,omitzero"`
	Overall   string   `json:"overall,omitzero"`
	Strengths []string `json:"strengths,omitempty"`
	NextSteps []string `json:"next_steps,omitempty"`
}

type marksDoc struct {
	Rubric   string         `json:"rubric,omitzero"`
	Criteria []criterionDoc `json:"criteria,omitempty"`
	Total    number         `json:"total"`
	OutOf    *number        `json:"out_of,omitzero"`
}

type criterionDoc struct {
	ID         string      `json:"id,omitzero"`
	Title      string      `json:"title,omitzero"`
	Level      string      `json:"level,omitzero"`
	Descriptor string      `json:"descriptor,omitzero"`
	Comment    string      `json:"comment,omitzero"`
	Score      *number     `json:"score,omitzero"`
	Remarks    []remarkDoc `json:"remarks,omitempty"`
	Floor      *number     `json:"floor,omitzero"`
	Weight     number      `json:"weight"`
	Total      number      `json:"total"`
	OutOf      *number     `json:"out_of,omitzero"`
}

type remarkDoc struct {
	Note  int    `json:"note,omitzero"`
	Marks number `json:"marks"`
}

type noteDoc struct {
	Number         int         `json:"number"`
	ID             string      `json:"id"`
	Kind           string      `json:"kind"`
	Category       string      `json:"category,omitzero"`
	Severity       string      `json:"severity,omitzero"`
	Comment        string      `json:"comment,omitzero"`
	Correction     string      `json:"correction,omitzero"`
	Replacement    *string     `json:"replacement,omitzero"`
	Sources        []sourceDoc `json:"sources,omitempty"`
	Next           string      `json:"next,omitzero"`
	Criterion      string      `json:"criterion,omitzero"`
	CriterionTitle string      `json:"criterion_title,omitzero"`
	Marks          *number     `json:"marks,omitzero"`
	Tags           []string    `json:"tags,omitempty"`
	By             string      `json:"by,omitzero"`
	Created        string      `json:"created,omitzero"`
	Private        bool        `json:"private,omitzero"`
	Suggested      bool        `json:"suggested,omitzero"`
	Resolved       bool        `json:"resolved,omitzero"`
	Replies        []replyDoc  `json:"replies,omitempty"`
	Places         []placeDoc  `json:"places,omitempty"`
}

type sourceDoc struct {
	Title  string `json:"title,omitzero"`
	Author string `json:"author,omitzero"`
	Year   string `json:"year,omitzero"`
	Page   string `json:"page,omitzero"`
	URL    string `json:"url,omitzero"`
}

type replyDoc struct {
	By      string `json:"by,omitzero"`
	Created string `json:"created,omitzero"`
	Comment string `json:"comment,omitzero"`
}

type placeDoc struct {
	Quote      string  `json:"quote,omitzero"`
	Verdict    string  `json:"verdict"`
	Span       *span   `json:"span,omitzero"`
	Confidence float64 `json:"confidence,omitzero"`
	Candidates []span  `json:"candidates,omitempty"`
	Disagree   string  `json:"disagree,omitzero"`
	Outside    bool    `json:"outside,omitzero"`
	Nearest    *span   `json:"nearest,omitzero"`
	Replaced   bool    `json:"replaced,omitzero"`
}

type essayDoc struct {
	Path    string      `json:"path"`
	Format  string      `json:"format"`
	Title   string      `json:"title,omitzero"`
	Digest  string      `json:"digest"`
	Text    string      `json:"text"`
	Blocks  []blockDoc  `json:"blocks,omitempty"`
	Styles  []styleDoc  `json:"styles,omitempty"`
	Origins []originDoc `json:"origins,omitempty"`
}

type blockDoc struct {
	Kind   string `json:"kind"`
	Span   span   `json:"span"`
	Number int    `json:"number,omitzero"`
	Level  int    `json:"level,omitzero"`
	Marker string `json:"marker,omitzero"`
}

type styleDoc struct {
	Kind string `json:"kind"`
	Span span   `json:"span"`
}

type originDoc struct {
	Text     span `json:"text"`
	File     span `json:"file"`
	Verbatim bool `json:"verbatim,omitzero"`
}
