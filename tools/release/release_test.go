package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/elf"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPack unpacks both kinds of archive, and makes each twice.
func TestPack(t *testing.T) {
	files := map[string][]byte{"README.md": []byte("read"), "docs/hosting/upload.sh": []byte("#!/bin/sh"), "NOTICE.txt": []byte("licences")}
	when := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	want := []string{"x/touyan -rwxr-xr-x program", "x/NOTICE.txt -rw-r--r-- licences", "x/README.md -rw-r--r-- read", "x/docs/hosting/upload.sh -rwxr-xr-x #!/bin/sh"}
	for system, list := range map[string]func(*testing.T, []byte) []string{"linux": untar, "windows": unzip} {
		data, suffix, err := pack("x", target{system, "amd64"}, []byte("program"), files, when)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := pack("x", target{system, "amd64"}, []byte("program"), files, when)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: made twice, it is not the same: %v", system, err)
		}
		got := list(t, data)
		for i := range got {
			got[i] = strings.Replace(got[i], ".exe", "", 1)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s has %q", system, suffix, got)
		}
	}
}

func untar(t *testing.T, data []byte) (list []string) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, line(t, h.Name, h.FileInfo().Mode().String(), r))
	}
}

func unzip(t *testing.T, data []byte) (list []string) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, line(t, f.Name, f.Mode().String(), r))
	}
	return list
}

func line(t *testing.T, name, mode string, r io.Reader) string {
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return name + " " + mode + " " + string(text)
}

// TestStatic: a program with a loader is refused.
func TestStatic(t *testing.T) {
	program := func(kind elf.ProgType) []byte {
		h := elf.Header64{Type: uint16(elf.ET_EXEC), Machine: uint16(elf.EM_X86_64), Version: 1, Phoff: 64, Ehsize: 64, Phentsize: 56, Phnum: 1, Shentsize: 64}
		copy(h.Ident[:], "\x7fELF\x02\x01\x01")
		var b bytes.Buffer
		for _, part := range []any{h, elf.Prog64{Type: uint32(kind)}} {
			if err := binary.Write(&b, binary.LittleEndian, part); err != nil {
				t.Fatal(err)
			}
		}
		return b.Bytes()
	}
	if err := static(program(elf.PT_LOAD)); err != nil {
		t.Error(err)
	}
	for _, kind := range []elf.ProgType{elf.PT_INTERP, elf.PT_DYNAMIC} {
		if static(program(kind)) == nil {
			t.Errorf("a program with %v passes", kind)
		}
	}
}

// TestNotice: every module in the program has its licence in the notice, and so has
// what touyan's own packages took over.
func TestNotice(t *testing.T) {
	t.Chdir("../..")
	text, err := notice(t.Context(), []target{{"linux", "amd64"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"\ngithub.com/blevesearch/bleve/v2 v", "\ngithub.com/yuin/goldmark v", "\nGo 1.", "\ntables of characters\n", "\nWebP encoder\n", "Apache License", "opencc-js"} {
		if !strings.Contains(text, name) {
			t.Errorf("the notice lacks %q", name)
		}
	}
}
