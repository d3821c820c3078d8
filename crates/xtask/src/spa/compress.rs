//! A `.br` beside each file that shrinks: the server sends it as it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing as _, Result};
use crate::stamp::files_below;

/// Fonts and pictures are compressed already.
const SHRINKING: [&str; 8] = ["css", "html", "js", "json", "pack", "svg", "wasm", "webmanifest"];

/// The best there is: the files are made once and sent a thousand times.
const QUALITY: i32 = 11;
const WINDOW_BITS: i32 = 22;

pub(super) fn precompress(dist: &Path) -> Result {
    let files = files_below(dist)?;
    let mut shrinking: Vec<_> = files.into_iter().filter(|file| shrinks(file)).collect();
    // The longest first, so that the threads end together.
    shrinking
        .sort_by_key(|file| std::cmp::Reverse(fs::metadata(file).map_or(0, |meta| meta.len())));
    on_all_cores(shrinking, write_compressed)
}

/// Each file is somebody's; the first that fails is told once all threads have ended.
pub(super) fn on_all_cores(files: Vec<PathBuf>, work: impl Fn(&Path) -> Result + Sync) -> Result {
    let queue = std::sync::Mutex::new(files.into_iter());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let work = || {
            while let Some(file) = { queue.lock().expect("no thread panics in next()").next() } {
                work(&file)?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })
}

fn shrinks(file: &Path) -> bool {
    file.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| SHRINKING.contains(&extension))
}

fn write_compressed(file: &Path) -> Result {
    let bytes = fs::read(file).doing(|| format!("read {}", file.display()))?;
    let place = compressed_name(file);
    fs::write(&place, compress(&bytes)).doing(|| format!("write {}", place.display()))
}

/// `app.js` → `app.js.br`.
pub(super) fn compressed_name(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW_BITS,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)
        .expect("reading a slice and writing a vector cannot fail");
    compressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shrinks_gets_a_neighbour_that_unpacks_to_the_same() {
        let dist = tempfile::tempdir().unwrap();
        let page = "<p>결제취소 데스크</p>".repeat(100);
        fs::write(dist.path().join("index.html"), &page).unwrap();
        fs::write(dist.path().join("font.woff2"), "packed").unwrap();

        precompress(dist.path()).unwrap();

        let compressed = fs::read(dist.path().join("index.html.br")).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &compressed[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, page.as_bytes());
        assert!(compressed.len() < page.len() / 10);
        assert!(!dist.path().join("font.woff2.br").exists());
    }
}
