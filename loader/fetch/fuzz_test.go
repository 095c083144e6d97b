package fetch

import (
	"net/url"
	"testing"
	"time"

	"github.com/temoto/robotstxt"
)

func FuzzRobots(f *testing.F) {
	for _, seed := range []string{"User-agent: *\nDisallow: /\n", "User-agent: entente\nCrawl-delay: 1e99\nAllow: /*?$\n", "Disallow: *****************$\nSitemap:", "\ufeffuser-agent:\x00"} {
		f.Add([]byte(seed), "/a/b?c=d")
	}
	f.Fuzz(func(_ *testing.T, content []byte, path string) {
		if rules, err := robotstxt.FromStatusAndBytes(200, content); err == nil {
			rules.FindGroup("entente").Test(path)
		}
	})
}

// Whatever stands in a header, nobody is left alone for longer than a day.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"120", "-1", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", " 5 "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if after := retryAfter(value); after < 0 || after > 24*time.Hour {
			t.Fatalf("%q asks to wait %s", value, after)
		}
	})
}

func FuzzCheckAddress(f *testing.F) {
	for _, seed := range []string{"http://news.example/a", "http://0x7f.1/", "http://2130706433/", "http://[::1]:80/", "file:///etc/passwd", "http://a@b/", "http://①②⑦.0.0.1/", "http://127.0.0.1./"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		target, err := url.Parse(address)
		if err != nil || checkAddress(target) != nil {
			return
		}
		if target.Scheme != "http" && target.Scheme != "https" || target.Hostname() == "" || target.User != nil {
			t.Fatalf("%q may be fetched", address)
		}
		if len(shown(target)) > 210 {
			t.Fatalf("%q is shown as %q", address, shown(target))
		}
		hostName(target)
	})
}
