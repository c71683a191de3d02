package output

import (
	"io"
	"os"
)

// Hold takes a lock file, which it makes where it is missing, for this process: until
// it is closed or the process ends. held is false where another process has it.
func Hold(file string) (lock io.Closer, held bool, err error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, false, err
	}
	if held, err = tryLock(f); !held {
		f.Close()
		return nil, false, err
	}
	return f, true, nil
}
