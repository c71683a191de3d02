package preview

import "golang.org/x/sys/unix"

// silent reports whether the folder is on a file system that does not tell of
// changes made elsewhere.
func silent(dir string) bool {
	var s unix.Statfs_t
	return unix.Statfs(dir, &s) == nil && silentType(uint32(s.Type))
}

// Numbers of file systems that package unix has not: those of the kernel's fs/vboxsf,
// fs/ceph, fs/gfs2 and of statfs(2), and of systems outside the kernel as stat(1) of
// GNU coreutils knows them.
const (
	vboxsfMagic    = 0x786f4256
	parallelsMagic = 0x7c7c6673
	vmwareMagic    = 0xbacbacbc
	cephMagic      = 0x00c36400
	lustreMagic    = 0x0bd00bd0
	gpfsMagic      = 0x47504653
	gfs2Magic      = 0x01161970
	beegfsMagic    = 0x19830326
)

// silentType reports whether a file system of that number does not tell of changes
// made elsewhere: network drives, those of a cluster, and those of a host that a
// virtual machine looks at. FUSE is any of these (sshfs, virtiofs, cloud drives).
func silentType(magic uint32) bool {
	switch magic {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC,
		unix.V9FS_MAGIC, unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC,
		unix.FUSE_SUPER_MAGIC, unix.OCFS2_SUPER_MAGIC,
		vboxsfMagic, parallelsMagic, vmwareMagic, cephMagic, lustreMagic, gpfsMagic, gfs2Magic, beegfsMagic:
		return true
	}
	return false
}
