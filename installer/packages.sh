# Debian 12 packages by purpose; sourced by installer/setup.
build_packages=(
  build-essential cmake ninja-build pkg-config ccache mold
  qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
  linguist-qt6 qt6-translations-l10n libqt6sql6-sqlite qtkeychain-qt6-dev
  liblucene++-dev liblucene++-contrib0v5 libboost-dev libboost-system-dev libsodium-dev libsimdjson-dev nlohmann-json3-dev
  libre2-dev prometheus-cpp-dev libexpected-dev libsqlite3-dev libvalijson-dev libyara-dev libzstd-dev zlib1g-dev
  libmimalloc-dev
  fonts-dejavu-core
)
test_packages=(
  xvfb xauth dbus-x11 gnome-keyring prometheus python3 openssl clang-format curl
)
bench_packages=(
  recoll sqlitebrowser xdotool sqlite3
  openjdk-17-jdk-headless liblucene8-java libxapian-dev
)
