#!/bin/sh
# Runs a command as a container would: scripts/image/sandbox.sh COMMAND…
# The file system is read-only but for temporary files, and there is no network but the loopback. Where the kernel
# allows no namespaces, the command runs without them, and a line says so.
set -eu
if unshare --user --map-root-user --mount --net true 2>/dev/null && command -v ip >/dev/null; then
  # The current folder may lie in /tmp, so that temporary files get a folder of their own.
  TMPDIR=$(pwd)/tmp
  export TMPDIR
  mkdir -p "$TMPDIR"
  # shellcheck disable=SC2016 # The inner shell expands these.
  exec unshare --user --map-root-user --mount --net sh -euc '
    ip link set lo up
    mount -o remount,bind,ro /
    mount -t tmpfs tmpfs "$TMPDIR"
    exec "$@"
  ' sh "$@"
fi
echo "This kernel allows no namespaces: the command runs with a writable file system and the network." >&2
exec "$@"
