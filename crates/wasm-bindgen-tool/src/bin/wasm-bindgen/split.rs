//! Taking a module apart at its split points: what is there from the start, and what is loaded later.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

/// The piece that wasm-bindgen goes on with.
const MAIN: &str = "main.wasm";

/// What the pieces look for by name: all of it has to stay, under its own name.
const KEEP_WHAT_PARTS_USE: [&str; 2] = ["--keep-lld-exports", "--no-demangle"];

/// Writes the parts, and a script that names them, into `folder`, which becomes empty before, and returns the
/// arguments for wasm-bindgen with the main piece in place of the whole module. Without a module among
/// the arguments, as in `--version`, they stay as they are.
///
/// # Errors
/// When the module cannot be read or taken apart, e.g. because it was linked without relocations.
pub(crate) fn split(mut arguments: Vec<OsString>, folder: &Path) -> Result<Vec<OsString>> {
    let is_module =
        |argument: &&mut OsString| Path::new(argument).extension() == Some("wasm".as_ref());
    let Some(module) = arguments.iter_mut().find(is_module) else { return Ok(arguments) };

    let whole = fs::read(&module).with_context(|| format!("read {}", module.display()))?;
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("empty {}", folder.display()))?;
    }
    let main = folder.join(MAIN);
    let mut options = Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    let done = transform(options).map_err(|error| anyhow!("{error:#}"))?;
    rename(folder, users(&done.prefetch_map))?;
    *module = main.into_os_string();
    arguments.extend(KEEP_WHAT_PARTS_USE.map(OsString::from));
    Ok(arguments)
}

/// Which parts need each file; the other way round it is known already.
fn users(
    files_of: &std::collections::HashMap<String, Vec<String>>,
) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut users = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (part, files) in files_of {
        for file in files {
            users.entry(file).or_default().insert(part);
        }
    }
    users
}

/// Names each file after those who need it, `guide.wasm` or `guide-history.wasm`: a number would be
/// another one in the next build. The script beside them keeps the numbers: `cargo xtask` writes its own.
fn rename(folder: &Path, users: BTreeMap<&str, BTreeSet<&str>>) -> Result<()> {
    for (file, parts) in users {
        let name = Vec::from_iter(parts).join("-");
        let (old, new) = (format!("{file}.wasm"), format!("{name}.wasm"));
        fs::rename(folder.join(&old), folder.join(&new)).with_context(|| format!("name {new}"))?;
    }
    Ok(())
}
