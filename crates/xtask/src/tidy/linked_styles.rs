//! index.html links every file of `style/`, layer by layer.

use super::css::{Piece, pieces, without_comments};
use super::tree::{File, Finding, Tree};

const PAGE: &str = "index.html";
/// Names the layers in their order; linked first.
const LAYERS: &str = "style/layers.css";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let (Some(page), Some(layers)) = (tree.get(PAGE), tree.get(LAYERS)) else {
        return vec![Finding::missing(PAGE, format!("{PAGE} and {LAYERS} must both be there"))];
    };
    let links = links(page);
    let mut findings = unlinked(tree, &links);
    let order = layer_order(layers);
    let mut highest = 0;
    for (line, path) in &links {
        let Some(file) = tree.get(path) else {
            findings.push(page.finding(*line, format!("links {path}, which is not there")));
            continue;
        };
        if *path == LAYERS {
            continue;
        }
        match layer_of(file).and_then(|layer| order.iter().position(|known| *known == layer)) {
            None => findings.push(file.finding(1, "does not begin with a layer of layers.css")),
            Some(layer) if layer < highest => {
                let what = format!("{path} is of a lower layer than what is linked before it");
                findings.push(page.finding(*line, what));
            }
            Some(layer) => highest = layer,
        }
    }
    if links.first().is_none_or(|(_, path)| *path != LAYERS) {
        findings.push(page.finding(1, format!("must link {LAYERS} before all other styles")));
    }
    findings
}

fn unlinked(tree: &Tree, links: &[(usize, &str)]) -> Vec<Finding> {
    let linked = |file: &File<'_>| links.iter().any(|(_, path)| *path == file.path);
    let missing = tree.below("style/", &[".css"]).filter(|file| !linked(file));
    missing.map(|file| file.finding(1, format!("is not linked in {PAGE}"))).collect()
}

/// The style sheets the page gives to Trunk, with their lines.
fn links(page: File<'_>) -> Vec<(usize, &str)> {
    let tags = page
        .lines()
        .filter(|(_, line)| line.contains("data-trunk") && line.contains("rel=\"css\""));
    tags.filter_map(|(line, text)| {
        let href = text.split_once("href=\"")?.1.split_once('"')?.0;
        href.starts_with("style/").then_some((line, href))
    })
    .collect()
}

fn layer_order(layers: File<'_>) -> Vec<String> {
    let text = without_comments(layers.text);
    let list = pieces(&text).into_iter().find_map(|(_, piece)| match piece {
        Piece::Declaration(text) => text.strip_prefix("@layer").map(ToOwned::to_owned),
        Piece::Prelude(_) => None,
    });
    list.unwrap_or_default().split(',').map(|layer| layer.trim().to_owned()).collect()
}

/// `ui` of `@layer ui {`, when that is the first thing in the file.
fn layer_of(file: File<'_>) -> Option<String> {
    let text = without_comments(file.text);
    match pieces(&text).first()? {
        (_, Piece::Prelude(prelude)) => Some(prelude.strip_prefix("@layer")?.trim().to_owned()),
        (_, Piece::Declaration(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    const ORDER: (&str, &str) = (LAYERS, "@layer tokens, ui;\n");
    const TOKENS: (&str, &str) = ("style/tokens.css", "@layer tokens {}\n");
    const BUTTON: (&str, &str) = ("style/ui/button.css", "/* why */\n@layer ui {}\n");

    fn page(paths: &[&str]) -> String {
        let link = |path: &&str| format!("<link data-trunk rel=\"css\" href=\"{path}\">\n");
        paths.iter().map(link).collect()
    }

    #[test]
    fn all_linked_in_order_is_tidy() {
        let page = page(&[LAYERS, TOKENS.0, BUTTON.0]);
        assert_findings(check(&Tree::of([(PAGE, &page), ORDER, TOKENS, BUTTON])), []);
    }

    #[test]
    fn a_forgotten_file_is_found() {
        let page = page(&[LAYERS, TOKENS.0]);
        assert_findings(
            check(&Tree::of([(PAGE, &page), ORDER, TOKENS, BUTTON])),
            ["style/ui/button.css:1: is not linked in index.html"],
        );
    }

    #[test]
    fn a_link_to_nothing_and_a_wrong_order_are_found() {
        let page = page(&[LAYERS, BUTTON.0, TOKENS.0, "style/gone.css"]);
        assert_findings(
            check(&Tree::of([(PAGE, &page), ORDER, TOKENS, BUTTON])),
            [
                "index.html:3: style/tokens.css is of a lower layer than what is linked before it",
                "index.html:4: links style/gone.css, which is not there",
            ],
        );
    }

    #[test]
    fn a_file_outside_the_layers_is_found() {
        let page = page(&[LAYERS, "style/loose.css"]);
        assert_findings(
            check(&Tree::of([(PAGE, &page), ORDER, ("style/loose.css", ".a {}")])),
            ["style/loose.css:1: does not begin with a layer of layers.css"],
        );
    }
}
