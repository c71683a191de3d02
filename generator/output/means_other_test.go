//go:build !windows

package output

import "syscall"

const errOtherDevice = syscall.EXDEV
