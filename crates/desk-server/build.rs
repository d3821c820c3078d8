//! The single-page app is compiled into the binary from `dist/`. A server built before the app (or
//! without it, in tests) still compiles: the folder is then empty.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
    std::fs::create_dir_all(&dist).expect("the project's folder is writable");
    println!("cargo:rerun-if-changed={}", dist.display());
}
