// Package webanno writes a report as W3C Web Annotations.
package webanno

import (
	"errors"
	"io"

	"gloss/internal/report"
)

// Write writes the report to w.
func Write(_ io.Writer, _ *report.Report) error { return errors.ErrUnsupported }
