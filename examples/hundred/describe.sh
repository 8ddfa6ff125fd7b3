#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Writes the description of the hundred: describe.sh > hundred.system
set -eu

nodes=100
# Steps of the long way; it has no divisor in common with the number of nodes, so the way visits all of them.
step=37

echo '<?xml version="1.0" encoding="UTF-8"?>'
echo '<!-- SPDX-License-Identifier: BSD-2-Clause -->'
echo '<!-- Written by describe.sh. -->'
echo '<system>'
i=0
while [ "$i" -lt "$nodes" ]; do
    printf '    <protection_domain name="node%03d" priority="100">\n' "$i"
    echo '        <program_image path="node.elf" />'
    echo '    </protection_domain>'
    i=$((i + 1))
done

# channel FROM TO ID NAME ID NAME: FROM notifies TO.
channel() {
    echo '    <channel>'
    printf '        <end pd="node%03d" id="%d" setvar_id="%s" />\n' "$1" "$3" "$4"
    printf '        <end pd="node%03d" id="%d" setvar_id="%s" notify="false" />\n' "$2" "$5" "$6"
    echo '    </channel>'
}

i=0
while [ "$i" -lt "$nodes" ]; do
    channel "$i" $(((i + 1) % nodes)) 0 next 1 previous
    channel "$i" $(((i + step) % nodes)) 2 far 3 near
    i=$((i + 1))
done
echo '</system>'
