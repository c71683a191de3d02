#!/bin/sh
# Publishes a site that touyan built in a bucket that rclone knows:
#   upload.sh public REMOTE:BUCKET        what is new, so that no page lacks anything
#   upload.sh public REMOTE:BUCKET tidy   a day later: takes away what is gone
set -eu
public=$1 bucket=$2

# What browsers do not read is left out.
left='- *.{html,css,js,json,xml,svg,txt,webmanifest}.{gz,br}
- /manifest.sha256
+ /.well-known/**
- .*
- .*/**
+ /search/root.js
+ /search/shards/**
- /search/**'

upload() { # upload CACHE-CONTROL, with the filters on standard input
	rclone copy "$public" "$bucket" --checksum --header-upload "Cache-Control: $1" --filter-from -
}

if [ "${3-}" = tidy ]; then
	echo "$left" | rclone sync "$public" "$bucket" --checksum --filter-from -
	exit
fi
upload 'public, max-age=31536000, immutable' <<END
- *.{html,css,js,json,xml,svg,txt,webmanifest}.{gz,br}
+ /assets/**
+ /search/shards/**
- *
END
upload no-cache <<END # pictures, feeds, data
- /assets/**
- /search/**
- *.html
$left
END
upload no-cache <<END # the pages, and where the search begins
+ /search/root.js
- /search/**
- .*
- .*/**
+ *.html
- *
END
