// Package output publishes a site's folder all or nothing, at a cost that follows
// the number of changed files, not the size of the site.
//
// # Two trees
//
// Beside the output folder, here public, lies a hidden work folder, .public.touyan:
//
//	public/            what readers see
//	.public.touyan/
//	    stage/         the other tree: the site before this one, or the next one
//	    state          what is known of both trees
//	    lock           held by the process that builds
//	    cache/         facts kept between builds, see [Writer.Cache]
//	    old/           only for an instant, where trees cannot be exchanged
//	    rescued/       people's files that no longer had a place, see below
//
// A build brings stage up to date and then exchanges stage and public in one
// instant (renameat2 on Linux, renamex_np on macOS). stage now holds the site
// before; it differs from public by the files of the last edit, so the next
// build has only these and its own changes to touch. What did not change is one
// file with a name in both trees (a hard link); where links are refused it is
// copied. Nothing is ever written into an existing file, since its other name
// would show it: a file of stage is removed and made anew. Temporary names are
// not needed for that, because stage is not read by anyone before it is
// exchanged, and is known to be unfinished until then.
//
// A tree carries its manifest with it. That, rather than a list kept beside the
// trees, is why no crash can leave a tree with the wrong list.
//
// # The manifest
//
// manifest.sha256 in the site lists every file but itself, in order of path:
//
//	# touyan manifest 1
//	<64 hexadecimal digits>  cases/x.html
//
// It can be checked with sha256sum -c (GNU and Perl's shasum skip the comment;
// for those that do not, grep -v '^#' first). The comment is the mark by which a
// folder is known to be ours. Paths hold no backslash, control character or
// anything else that Windows refuses, so no quoting is needed. The same text is
// read back by the next build: 20,000 lines take a few milliseconds, so that a
// second, private form would only be a second truth.
//
// # What a kill leaves
//
// state names the manifest (by its SHA-256) of public and of stage, and a phase:
//
//	clean   stage holds exactly the files of its manifest
//	dirty   a build has begun to change stage
//	swap    stage is finished; the exchange may or may not have happened, which
//	        public's manifest tells
//	replace as swap, where public has to be removed first (see below)
//
// [Open] takes the lock and brings order: after swap it finishes what follows
// the exchange; a dirty stage keeps the files that are the same inode as one of
// public and loses the others. public is the old or the new site at every
// instant. Where the system cannot exchange folders, two renames are made; a
// kill between them leaves no public until the next Open, which finishes them.
// Where it cannot rename public at all (a folder of a lower layer of overlayfs,
// as in an image built from a Dockerfile), public is removed and stage put in
// its place; a kill there is repaired by the next Open too.
//
// # What a power cut leaves
//
// Before the exchange the manifest and its folder are flushed to disk, after it
// the folder that holds public. The pages themselves are flushed too with
// [Options.Sync] alone, since that may take as long as the build. Without it the
// system writes them within half a minute or so, and a cut before may lose some.
// So state also names the boot of the machine it was written in; in another boot
// Open reads all of public once and takes files that do not have their SHA-256
// for missing, so that the build writes them again. Where the boot cannot be
// told (neither Linux nor macOS), Sync is always on.
//
// # Other people's files
//
// Everything in public that its manifest does not list is foreign: CNAME,
// .gitignore, uploads/x. Foreign files, links and folders are never deleted.
// They are carried over at each exchange; one that arrives while a build runs is
// carried over right after the exchange; one written into the old tree later,
// say by a shell whose current folder is still there, by the next build. A
// foreign file that arrives in the very place of a new page while the build runs
// is put into rescued/ and named in the report. One that was there before is
// refused: output-foreign-file.
//
// Files of ours that were edited by hand are not foreign; they are as the next
// build wants them once it has something to change there, or with
// [Options.Fresh] at once.
//
// A folder that has files but no manifest of ours is refused, save for a lone
// .gitignore, .gitkeep or .DS_Store. So are folders that hold the site's source
// or are read by the build, a home folder and the root. public may be a symbolic
// link: the folder it leads to is published. Links inside public are foreign
// files; nothing is read, written or deleted through them.
//
// # Errors
//
// What a person should see is an [*Error] with one of these codes:
//
//	output-not-ours     folder               has files and no manifest of ours
//	output-source       folder               holds, or is part of, the site's source
//	output-system       folder               is a root or home folder
//	output-manifest     folder, line         its manifest cannot be read
//	output-foreign-file path                 stands where a page must go
//	output-path         path                 cannot be a file on every system
//	duplicate-output    path, other path     two files of one path (or of paths that
//	                                         differ by case, or a file and a folder)
//	output-busy         folder               another build is writing to it
//	output-mounted      folder               is a mount point and cannot be exchanged
//	output-replaced     folder               was replaced while the build ran
//	output-full         path                 no room left
//	output-denied       path                 no permission
//	output-io           path, what happened  anything else that the system refused
//
// Those from output-busy on are faults of the machine ([Error.Machine]), the
// others of the site or of the command.
//
// # Links and caches
//
// Package link, below this one, checks that every internal link of the staged
// site leads somewhere. [Cache] keeps facts between builds.
package output
