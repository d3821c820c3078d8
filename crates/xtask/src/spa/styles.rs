//! One style sheet in place of thirty: Trunk copies each linked file by itself, and thirty
//! requests before the first paint cost more than the bytes in them.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use crate::failure::{Doing as _, Failure, Result};

/// Joins the style sheets that the built page links, in the order of their links.
pub(super) fn join(dist: &Path) -> Result {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).doing(|| format!("read {}", page.display()))?;
    let links = local_stylesheets(&html);
    let mut joined = String::new();
    for link in &links {
        let file = dist.join(&link.file);
        joined += &fs::read_to_string(&file).doing(|| format!("read {}", file.display()))?;
        fs::remove_file(&file).doing(|| format!("remove {}", file.display()))?;
    }
    if links.is_empty() {
        return Err(Failure::new("the built page links no style sheet"));
    }

    let name = format!("styles-{:016x}.css", hash(&joined));
    let sheet = dist.join(&name);
    fs::write(&sheet, joined).doing(|| format!("write {}", sheet.display()))?;
    fs::write(&page, relink(&html, &links, &name)).doing(|| format!("write {}", page.display()))
}

#[derive(Debug, PartialEq, Eq)]
struct Link<'a> {
    tag: &'a str,
    file: String,
}

/// The linked sheets that lie beside the page; those in folders (fonts) stay by themselves.
fn local_stylesheets(html: &str) -> Vec<Link<'_>> {
    let tags = html.match_indices("<link").filter_map(|(start, _)| {
        let end = html[start..].find('>')?;
        Some(&html[start..=start + end])
    });
    let sheets = tags.filter(|tag| tag.contains("rel=\"stylesheet\""));
    sheets
        .filter_map(|tag| {
            let href = tag.split_once("href=\"")?.1.split_once('"')?.0;
            let file = href.trim_start_matches("./").trim_start_matches('/');
            (!file.contains('/')).then(|| Link { tag, file: file.to_owned() })
        })
        .collect()
}

/// Puts one link in the place of the first and takes the others away.
fn relink(html: &str, links: &[Link<'_>], name: &str) -> String {
    let mut html = html.to_owned();
    for (position, link) in links.iter().enumerate() {
        let tag = match position {
            0 => format!("<link rel=\"stylesheet\" href=\"/{name}\">"),
            _ => String::new(),
        };
        html = html.replacen(link.tag, &tag, 1);
    }
    html
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><link rel=\"stylesheet\" href=\"/a-1.css\"/>\
        <link rel=\"stylesheet\" href=\"/fonts/f.css\"/><link rel=\"icon\" href=\"/i.svg\"/>\
        <link rel=\"stylesheet\" href=\"/b-2.css\"/></head>";

    #[test]
    fn sheets_are_joined_in_order_and_linked_once() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), PAGE).unwrap();
        fs::write(dist.path().join("a-1.css"), "a{}\n").unwrap();
        fs::write(dist.path().join("b-2.css"), "b{}\n").unwrap();

        join(dist.path()).unwrap();

        let name = format!("styles-{:016x}.css", hash("a{}\nb{}\n"));
        assert_eq!(fs::read_to_string(dist.path().join(&name)).unwrap(), "a{}\nb{}\n");
        assert!(!dist.path().join("a-1.css").exists());
        assert_eq!(
            fs::read_to_string(dist.path().join("index.html")).unwrap(),
            format!(
                "<head><link rel=\"stylesheet\" href=\"/{name}\">\
                 <link rel=\"stylesheet\" href=\"/fonts/f.css\"/>\
                 <link rel=\"icon\" href=\"/i.svg\"/></head>"
            )
        );
    }

    #[test]
    fn a_page_without_style_is_an_error() {
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), "<head></head>").unwrap();
        assert!(join(dist.path()).is_err());
    }
}
