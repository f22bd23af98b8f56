package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// patience is how long the network may take for a whole answer.
const patience = 30 * time.Second

// mostRedirects is how often a host may send on to another page of its own.
const mostRedirects = 3

// fetch returns the text of a feed: of a file, of standard input, or of an
// address. It reads one byte more than a feed may have.
func (a *app) fetch(ctx context.Context, from string) ([]byte, error) {
	if strings.Contains(from, "://") {
		return a.download(ctx, from)
	}
	in, done, err := a.open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage(reason.New("file-missing", "path", from)).with(reason.New("update-file/hint"))
	}
	if err != nil {
		return nil, err
	}
	defer done()
	return io.ReadAll(io.LimitReader(in, draws.MaxFeed+1))
}

// download gets an address by https, or from this machine by http.
func (a *app) download(ctx context.Context, from string) ([]byte, error) {
	address, err := url.Parse(from)
	if err != nil || address.Host == "" || !safe(address) {
		return nil, usage(reason.New("fetch-address", "url", from)).with(reason.New("fetch-address/hint"))
	}
	limit := a.Patience
	if limit == 0 {
		limit = patience
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, usage(reason.New("fetch-address", "url", from)).with(reason.New("fetch-address/hint"))
	}
	request.Header.Set("User-Agent", "crsplan")
	client := &http.Client{CheckRedirect: func(to *http.Request, via []*http.Request) error {
		if to.URL.Host != address.Host || !safe(to.URL) || len(via) > mostRedirects {
			return failed(reason.New("fetch-redirect", "host", address.Host, "to", to.URL.Redacted())).with(reason.New("fetch/hint"))
		}
		return nil
	}}
	response, err := client.Do(request)
	if err != nil {
		return nil, notFetched(address, limit, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, failed(reason.New("fetch-status", "host", address.Host, "status", response.StatusCode)).with(reason.New("fetch/hint"))
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, draws.MaxFeed+1))
	if err != nil {
		return nil, notFetched(address, limit, err)
	}
	return text, nil
}

// safe says whether an address may be asked: by https, or on this machine.
func safe(address *url.URL) bool {
	host := address.Hostname()
	ip := net.ParseIP(host)
	return address.Scheme == "https" || address.Scheme == "http" && (host == "localhost" || ip != nil && ip.IsLoopback())
}

func notFetched(address *url.URL, limit time.Duration, err error) error {
	if m, ok := errors.AsType[*mistake](err); ok {
		return m
	}
	if late, ok := errors.AsType[net.Error](err); ok && late.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return failed(reason.New("fetch-slow", "host", address.Host, "seconds", int(limit.Seconds()))).with(reason.New("fetch/hint"))
	}
	if inner, ok := errors.AsType[*url.Error](err); ok {
		err = inner.Err
	}
	return failed(reason.New("fetch-failed", "host", address.Host, "error", reason.Said(err.Error()))).with(reason.New("fetch/hint"))
}
