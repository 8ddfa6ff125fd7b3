#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Makes a disk image with one FAT32 partition: make-disk.sh FILE [MiB]
set -eu
file=$1
mib=${2:-64}
start=2048
count=$((mib * 2048 - start))
PATH=$PATH:/usr/sbin:/sbin

word() { printf '\\%03o\\%03o\\%03o\\%03o' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24 & 255)); }

rm -f "$file"
truncate -s "${mib}M" "$file"
# The entry of the partition, and the mark of a partition table. Source: UEFI Specification 2.10, 5.2.1.
printf "\\000\\376\\377\\377\\014\\376\\377\\377$(word $start)$(word $count)" | dd of="$file" bs=1 seek=446 conv=notrunc status=none
printf '\125\252' | dd of="$file" bs=1 seek=510 conv=notrunc status=none
mkfs.fat -F 32 -s 1 -h $start --offset $start "$file" $((count / 2)) >/dev/null
