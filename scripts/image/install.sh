#!/bin/sh
# Installs the packages that the lock file names. No install script runs: .npmrc says so.
set -eu
cd "$(dirname "$0")/../.."
npm ci --no-fund --no-audit
