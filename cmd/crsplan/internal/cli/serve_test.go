package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

func TestThePageIsServedUntilItIsInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot interrupt itself there")
	}
	read, write := io.Pipe()
	var talk bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- cli.Main([]string{"serve", "--as-of", "2026-11-01", "--let-expire", "--rules", "offers-restored", "--seed", "7"}, cli.Env{
			In: strings.NewReader(""), Out: write, Err: &talk, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" },
		})
		write.Close()
	}()
	address, err := bufio.NewReader(read).ReadString('\n')
	if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Fatalf("%q, %v: %s", address, err, talk.String())
	}
	go io.Copy(io.Discard, read)
	response, err := http.Get(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || !bytes.Contains(page, []byte(`name="as_of" value="2026-11-01"`)) || !bytes.Contains(page, []byte(`value="offers-restored" selected`)) || !bytes.Contains(page, []byte(`name="let_expire" value="1" checked`)) {
		t.Errorf("the page does not begin with the day and the settings of the flags: %v", err)
	}
	// Nobody else can reach it.
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	port := strings.TrimSuffix(address[strings.LastIndex(address, ":")+1:], "/\n")
	for _, a := range addresses {
		if ip, ok := a.(*net.IPNet); ok && !ip.IP.IsLoopback() {
			if c, err := net.Dial("tcp", net.JoinHostPort(ip.IP.String(), port)); err == nil {
				c.Close()
				t.Errorf("it answers on %v", ip.IP)
			}
		}
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if c := <-code; c != 0 {
		t.Errorf("exit code %d", c)
	}
	if got := talk.String(); got != "The page is ready, for this machine alone. Ctrl-C ends it.\n" {
		t.Errorf("it says %q", got)
	}
}

func TestAPageThatCannotBeServed(t *testing.T) {
	taken, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := strconv.Itoa(taken.Addr().(*net.TCPAddr).Port)
	for _, test := range []struct {
		args string
		code int
		says string
	}{
		{"serve --port " + port, 1, fmt.Sprintf("crsplan: the page cannot be served on port %s: address already in use\ncrsplan: hint: leave --port out", port)},
		{"serve --port 65536", 2, "crsplan: there is no port 65536: from 0, for any that is free, to 65535\n"},
		{"serve --port -1", 2, "crsplan: there is no port -1"},
		{"serve profile.toml", 2, "crsplan: "},
		{"serve --as-of yesterday", 2, "crsplan: "},
	} {
		talk, code := run(strings.NewReader(""), io.Discard, strings.Fields(test.args)...)
		if code != test.code || !strings.HasPrefix(talk, test.says) {
			t.Errorf("%s: exit code %d: %s", test.args, code, talk)
		}
	}
	if talk, code := run(strings.NewReader(""), closed{}, "serve"); code != 1 || !strings.HasPrefix(talk, "crsplan: cannot write standard output: broken pipe\n") {
		t.Errorf("exit code %d: %s", code, talk)
	}
}
