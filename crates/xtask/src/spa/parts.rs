//! Parts of the app come in files of their own, after the first load. The build lays them beside the
//! main module under one name with one hash: the pieces of one build fit only each other.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use super::compress::on_all_cores;
use super::pack::{Piece, pack, stripped};
use crate::failure::{Doing as _, Failure, Result};
use crate::project::Project;
use crate::stamp::files_below;
use crate::tool::{Tool, Voice};

/// Tells our wasm-bindgen to take the module apart, and where to put the parts.
const FOLDER: &str = "CANCEL_DESK_PARTS";

/// What wasm-bindgen names the script that fetches the parts.
const LOADER: &str = "__wasm_split.js";
/// What it is named beside the main module.
const PARTS: &str = "parts.js";
/// What it went on with; Trunk has it.
const MAIN: &str = "main.wasm";

/// What rustc lets LLVM use on this target, and our oldest browser knows. The parts, unlike the main
/// module, do not say it themselves.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

fn folder(project: &Project) -> PathBuf {
    project.target().join("xtask/parts")
}

/// Trunk, told to leave the parts out of the main module.
pub(super) fn apart(project: &Project, trunk: Tool) -> Tool {
    trunk.args(["--features", "split"]).env(FOLDER, folder(project))
}

/// Lays the parts of the last build into the folder of the screens.
pub(super) fn place(project: &Project, dist: &Path, optimised: bool) -> Result {
    let folder = folder(project);
    let places = wasm_pieces(&folder)?;
    if optimised {
        on_all_cores(places.clone(), |piece| optimise(project, piece))?;
    }
    let pieces = places.iter().map(|place| {
        let module = stripped(&read_bytes(place)?);
        let bytes =
            module.ok_or_else(|| Failure::new(format!("no module: {}", place.display())))?;
        Ok(Piece { file: file_name(place), bytes })
    });
    lay(&pieces.collect::<Result<Vec<_>>>()?, &read(&folder.join(LOADER))?, dist)
}

fn optimise(project: &Project, piece: &Path) -> Result {
    let tool = project.tool("wasm-opt").args(["-Os", "--strip-debug"]).args(WASM_FEATURES);
    tool.arg(piece).arg("--output").arg(piece).run(Voice::Quiet).map(drop)
}

fn wasm_pieces(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_piece = |file: &PathBuf| {
        file.extension().is_some_and(|extension| extension == "wasm") && !file.ends_with(MAIN)
    };
    Ok(files_below(folder)?.into_iter().filter(is_piece).collect())
}

fn file_name(place: &Path) -> String {
    place.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn lay(pieces: &[Piece], generated: &str, dist: &Path) -> Result {
    let page = dist.join("index.html");
    let html = read(&page)?;
    let name = Name::in_page(&html)?;
    let glue = read(&dist.join(name.script()))?;
    let main = dist.join(name.module());

    let mut hasher = DefaultHasher::new();
    (&glue, generated, read_bytes(&main)?).hash(&mut hasher);
    pieces.iter().for_each(|piece| piece.bytes.hash(&mut hasher));
    let new = Name { stem: name.stem, hash: format!("{:016x}", hasher.finish()) };

    let packed = pack(pieces, generated, |file| new.part(file));
    for (file, bytes) in &packed.files {
        let place = dist.join(file);
        fs::write(&place, bytes).doing(|| format!("write {}", place.display()))?;
    }
    let script = packed.script.replace("./main.js", &format!("./{}", new.script()));
    write(&dist.join(new.part(PARTS)), &script)?;
    // The key beside it in the same script stays: the module asks for it by the old name.
    let import = |file: &str| format!("from \"./{file}\"");
    let glue = glue.replace(&import(LOADER), &import(&new.part(PARTS)));
    fs::remove_file(dist.join(name.script())).doing(|| format!("remove {}", name.script()))?;
    write(&dist.join(new.script()), &glue)?;
    move_to(&main, &dist.join(new.module()))?;
    // Else the browser would hear of it only from the glue.
    let preload = format!("<link rel=\"modulepreload\" href=\"/{}\"></head>", new.part(PARTS));
    write(&page, &html.replace(&name.hash, &new.hash).replacen("</head>", &preload, 1))
}

/// `cancel-desk-web-3f2a9c0b1d4e5f60`: what the files of one build begin with.
#[derive(Debug, PartialEq, Eq)]
struct Name<'a> {
    stem: &'a str,
    hash: String,
}

impl<'a> Name<'a> {
    /// As Trunk has written it into the page.
    fn in_page(html: &'a str) -> Result<Self> {
        let module = html.split_once("data-wasm=\"/").and_then(|(_, rest)| rest.split_once("_bg."));
        let name = module.and_then(|(name, _)| name.rsplit_once('-'));
        let (stem, hash) = name.ok_or_else(|| Failure::new("the built page names no module"))?;
        Ok(Self { stem, hash: hash.to_owned() })
    }

    fn script(&self) -> String {
        format!("{}-{}.js", self.stem, self.hash)
    }

    fn module(&self) -> String {
        self.part("bg.wasm")
    }

    fn part(&self, file: &str) -> String {
        format!("{}-{}_{file}", self.stem, self.hash)
    }
}

fn read_bytes(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).doing(|| format!("read {}", file.display()))
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).doing(|| format!("read {}", file.display()))
}

fn write(file: &Path, text: &str) -> Result {
    fs::write(file, text).doing(|| format!("write {}", file.display()))
}

fn move_to(from: &Path, to: &Path) -> Result {
    fs::rename(from, to).doing(|| format!("move {} to {}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script data-js=\"/app-0123456789abcdef.js\" data-wasm=\"/app-0123456789abcdef_bg.wasm\"></head>";
    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\n\
                        const imports = { \"./__wasm_split.js\": import1 };";
    const GENERATED: &str = "export const __wasm_split_load_guide = wrapAsyncCb(() => {});";

    #[test]
    fn all_pieces_are_laid_under_one_new_hash_and_find_each_other() {
        let dist = tempfile::tempdir().unwrap();
        let dist = dist.path();
        write(&dist.join("index.html"), PAGE).unwrap();
        write(&dist.join("app-0123456789abcdef.js"), GLUE).unwrap();
        write(&dist.join("app-0123456789abcdef_bg.wasm"), "main").unwrap();
        let guide = Piece { file: "guide.wasm".to_owned(), bytes: b"guide".to_vec() };

        lay(&[guide], GENERATED, dist).unwrap();

        let html = read(&dist.join("index.html")).unwrap();
        let name = Name::in_page(&html).unwrap();
        assert_ne!(name.hash, "0123456789abcdef");
        assert!(html.ends_with(&format!("href=\"/{}\"></head>", name.part(PARTS))), "{html}");
        let all = files_below(dist).unwrap();
        let names = all.iter().map(|file| file.file_name().unwrap().to_string_lossy());
        let base = format!("app-{}", name.hash);
        assert_eq!(
            names.collect::<Vec<_>>(),
            [
                format!("{base}.js"),
                format!("{base}_bg.wasm"),
                format!("{base}_guide.pack"),
                format!("{base}_parts.js"),
                "index.html".to_owned(),
            ]
        );
        assert_eq!(
            read(&dist.join(name.script())).unwrap(),
            format!(
                "import * as import1 from \"./{base}_parts.js\"\n\
                 const imports = {{ \"./__wasm_split.js\": import1 }};"
            )
        );
        let script = read(&dist.join(name.part(PARTS))).unwrap();
        assert!(script.contains(&format!("import {{ initSync }} from \"./{base}.js\";")));
        assert!(script.contains(&format!("[\"{base}_guide.pack\",[[\"guide\",5]]]")));
    }

    #[test]
    fn a_page_without_a_module_is_an_error() {
        assert!(Name::in_page("<head></head>").is_err());
    }
}
