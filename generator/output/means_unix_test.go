//go:build unix

package output

import "syscall"

const errOtherDevice = syscall.EXDEV
