package output

import "golang.org/x/sys/windows"

const errOtherDevice = windows.ERROR_NOT_SAME_DEVICE
