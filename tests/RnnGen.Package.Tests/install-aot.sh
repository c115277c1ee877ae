#!/usr/bin/env bash
# Installs what it takes to publish native programs: a linker and zlib from Debian, where they are missing, and the compiler's package of the SDK's version.
set -euo pipefail

if ! command -v clang > /dev/null && ! command -v gcc > /dev/null || [[ ! -f /usr/include/zlib.h ]]; then
    apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev zlib1g-dev || { echo "Install gcc and zlib1g-dev, then run this again."; exit 1; }
fi

folder="$(mktemp --directory)"
trap 'rm -rf "$folder"' EXIT
cat > "$folder/Native.csproj" << 'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishAot>true</PublishAot>
  </PropertyGroup>
</Project>
PROJECT
case "$(uname -m)" in
    aarch64) runtime=linux-arm64 ;;
    *) runtime=linux-x64 ;;
esac
dotnet restore "$folder" --runtime "$runtime"
