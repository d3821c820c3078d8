//! Where the project keeps its files, and the search path its tools are found on.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::tool::Tool;

/// For where all is compiled once: keeping what would speed up the next time costs a third of it, and
/// the lines of a backtrace, which nobody follows there, cost some too.
const COMPILED_ONCE: [(&str, &str); 2] =
    [("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "none")];

/// wasm-bindgen is no part of the product and costs a minute.
const ALL_PACKAGES: [&str; 3] = ["--workspace", "--exclude", "wasm-bindgen-tool"];

/// The checked-out project.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
    worked_on: bool,
}

impl Project {
    /// The project this program was compiled from; `cargo run` says where that is now.
    pub(crate) fn locate() -> Self {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.ancestors().nth(2).unwrap_or(&manifest);
        let project = Self { root: root.to_owned(), worked_on: false };
        Self { worked_on: project.was_worked_on(), ..project }
    }

    /// For whoever is about to compile again and again.
    pub(crate) fn worked_on(&self) -> Self {
        Self { worked_on: true, ..self.clone() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// The built screens, which the server takes inside.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// The ignored folder of fetched tools.
    pub(crate) fn tools(&self) -> PathBuf {
        self.path(".tools")
    }

    pub(crate) fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), |dir| self.path(dir))
    }

    /// A program that the dev profile built.
    pub(crate) fn built(&self, program: &str) -> PathBuf {
        self.target().join("debug").join(format!("{program}{}", env::consts::EXE_SUFFIX))
    }

    /// The project's own tools come before those of the machine.
    pub(crate) fn search_path(&self) -> OsString {
        let own = [self.tools().join("bin"), self.path("node_modules/.bin")];
        let machine = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&machine)))
            .expect("what was split from PATH can be joined again, and our folders have no colon")
    }

    /// Where a program lies, if it is on the search path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.search_path()).map(|dir| dir.join(&file)).find(|path| path.is_file())
    }

    /// A program on the search path, to be run in the project's root.
    pub(crate) fn tool(&self, program: &str) -> Tool {
        let path = self.find(program).unwrap_or_else(|| program.into());
        Tool::new(path).named(program).dir(self.root()).env("PATH", self.search_path())
    }

    /// Cargo over every package that is ours. One selection for lints, tests and the server: a
    /// package gets the features that the selected ask for, and is built again for others.
    pub(crate) fn cargo_all(&self, command: &str) -> Tool {
        self.cargo(command).args(ALL_PACKAGES)
    }

    /// Cargo, held to the versions in Cargo.lock.
    pub(crate) fn cargo(&self, command: &str) -> Tool {
        self.compiler().args([command, "--locked"])
    }

    /// The tests of every package that is ours, several at a time.
    pub(crate) fn nextest(&self) -> Tool {
        self.compiler().args(["nextest", "run", "--locked"]).args(ALL_PACKAGES)
    }

    /// Whatever compiles does it by the same settings: others would have all of it compiled once more.
    fn compiler(&self) -> Tool {
        let cargo = self.tool("cargo");
        match self.worked_on {
            true => cargo,
            false => COMPILED_ONCE.iter().fold(cargo, |tool, (name, value)| tool.env(name, value)),
        }
    }

    /// Whether somebody compiled here again and again.
    fn was_worked_on(&self) -> bool {
        let kept = fs::read_dir(self.target().join("debug/incremental"));
        let ours = |name: OsString| !name.to_string_lossy().starts_with("xtask-");
        kept.is_ok_and(|kept| kept.flatten().any(|folder| ours(folder.file_name())))
    }
}
