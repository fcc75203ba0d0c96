package markup

import "strings"

// spaces are the known namespaces and their short names, which are the prefixes
// that Word writes. The strict and the transitional form of one are the same.
func spaces() map[string]string {
	return map[string]string{
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              "w",
		"http://purl.oclc.org/ooxml/wordprocessingml/main":                          "w",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "r",
		"http://purl.oclc.org/ooxml/officeDocument/relationships":                   "r",
		"http://schemas.openxmlformats.org/officeDocument/2006/math":                "m",
		"http://purl.oclc.org/ooxml/officeDocument/math":                            "m",
		"http://schemas.openxmlformats.org/drawingml/2006/main":                     "a",
		"http://purl.oclc.org/ooxml/drawingml/main":                                 "a",
		"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":    "wp",
		"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":                "wp",
		"http://schemas.openxmlformats.org/drawingml/2006/picture":                  "pic",
		"http://purl.oclc.org/ooxml/drawingml/picture":                              "pic",
		"http://schemas.openxmlformats.org/markup-compatibility/2006":               "mc",
		"http://schemas.microsoft.com/office/word/2010/wordml":                      "w14",
		"http://schemas.microsoft.com/office/word/2012/wordml":                      "w15",
		"http://schemas.microsoft.com/office/word/2016/wordml/cid":                  "w16cid",
		"http://schemas.microsoft.com/office/word/2018/wordml/cex":                  "w16cex",
		"http://schemas.microsoft.com/office/word/2023/wordml/word16du":             "w16du",
		"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":         "wps",
		"urn:schemas-microsoft-com:vml":                                             "v",
		"http://schemas.openxmlformats.org/package/2006/relationships":              "rel",
		"http://schemas.openxmlformats.org/package/2006/content-types":              "ct",
		"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
		"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
		"http://purl.oclc.org/ooxml/officeDocument/extendedProperties":              "ep",
		"http://purl.org/dc/elements/1.1/":                                          "dc",
		"http://purl.org/dc/terms/":                                                 "dcterms",
		"http://www.w3.org/XML/1998/namespace":                                      "xml",
	}
}

// URI is the namespace of a short name, in its transitional form.
func URI(space string) string {
	for uri, name := range spaces() {
		if name == space && !strings.HasPrefix(uri, "http://purl.oclc.org/") {
			return uri
		}
	}
	return ""
}

func short(table map[string]string, uri string) string {
	if name, ok := table[uri]; ok {
		return name
	}
	return uri
}
