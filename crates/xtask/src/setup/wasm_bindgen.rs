//! wasm-bindgen and its test runner, built from the workspace's own package.

use std::fs;

use super::{announce, version};
use crate::failure::{Doing as _, Failure, Result};
use crate::project::Project;
use crate::stamp::Stamp;

const PROGRAMS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];

pub(super) fn provide(project: &Project) -> Result {
    let locked = locked_version(project)?;
    let fits = |program: &str| version(project, program) == Some(format!("{program} {locked}"));
    let folder = project.tools().join("bin");
    let sources = [project.path("crates/wasm-bindgen-tool")];
    let stamp = Stamp::of(folder.join(".wasm-bindgen-tool"), &sources, &locked)?;
    if stamp.is_current() && PROGRAMS.into_iter().all(fits) {
        return Ok(());
    }
    announce(&format!("compiling wasm-bindgen {locked} into .tools; once, about a minute"));
    project.cargo("build").args(["--package", "wasm-bindgen-tool"]).show()?;
    fs::create_dir_all(&folder).doing(|| format!("make {}", folder.display()))?;
    for program in PROGRAMS {
        let built = project.built(program);
        let place = folder.join(built.file_name().expect("a built program has a name"));
        fs::copy(&built, &place).doing(|| format!("copy {program} to {}", place.display()))?;
    }
    stamp.store()
}

/// The version of the library the screens are linked with: the program must be the same.
fn locked_version(project: &Project) -> Result<String> {
    let path = project.path("Cargo.lock");
    let text = fs::read_to_string(&path).doing(|| format!("read {}", path.display()))?;
    version_in(&text).ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen"))
}

fn version_in(lock: &str) -> Option<String> {
    let lock: toml::Table = toml::from_str(lock).ok()?;
    let packages = lock.get("package")?.as_array()?;
    let named = |package: &&toml::Value| {
        package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen")
    };
    Some(packages.iter().find(named)?.get("version")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_comes_from_the_lock_file() {
        let lock = r#"
            [[package]]
            name = "wasm-bindgen-macro"
            version = "0.2.1"
            [[package]]
            name = "wasm-bindgen"
            version = "0.2.130"
        "#;
        assert_eq!(version_in(lock).as_deref(), Some("0.2.130"));
        assert_eq!(version_in("[[package]]\nname = \"other\""), None);
    }
}
