module kaniko-build/tar-oracle

go 1.24
