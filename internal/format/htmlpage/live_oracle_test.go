package htmlpage_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"gloss/internal/format/htmlpage"
)

// The page loads itself again when the stream says so, and stays where it was.
func TestLiveOracle(t *testing.T) {
	tb := newTab(t)
	change, listening := make(chan struct{}), make(chan struct{}, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "null")
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		listening <- struct{}{}
		select {
		case <-change:
			_, _ = w.Write([]byte("data: changed\n\n"))
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	heard := func() {
		t.Helper()
		select {
		case <-listening:
		case <-time.After(20 * time.Second):
			t.Fatal("the page does not listen")
		}
	}
	var b bytes.Buffer
	if err := htmlpage.Write(&b, fullReport(), htmlpage.Options{Live: server.URL}); err != nil {
		t.Fatal(err)
	}
	tb.size(1440, "light")
	tb.open(b.String())
	heard()
	eval[any](tb, `window.before = true; scrollTo({top: 500, behavior: "instant"}); 0`)
	change <- struct{}{}
	heard()
	if eval[bool](tb, `window.before === true`) {
		t.Error("the page did not load itself again")
	}
	if got := eval[float64](tb, `scrollY`); got < 490 || got > 510 {
		t.Errorf("the page is at %v, want 500", got)
	}
}
