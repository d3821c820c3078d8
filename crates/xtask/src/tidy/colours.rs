//! Colours and heights of the stack have names; only `style/tokens.css` has their values.

use super::css::{Piece, pieces, without_comments};
use super::tree::{File, Finding, Tree};

const HOME: &str = "style/tokens.css";

const FUNCTIONS: [&str; 8] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "oklab(", "oklch("];

/// The names people reach for; `transparent` and `currentColor` are no colours of their own.
const NAMES: [&str; 10] =
    ["black", "white", "red", "green", "blue", "gray", "grey", "orange", "yellow", "purple"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let sheets = tree.below("style/", &[".css"]).filter(|file| file.path != HOME);
    sheets.flat_map(check_sheet).collect()
}

fn check_sheet(file: File<'_>) -> Vec<Finding> {
    let text = without_comments(file.text);
    let declarations = pieces(&text).into_iter().filter_map(|(offset, piece)| match piece {
        Piece::Declaration(declaration) => Some((offset, declaration.split_once(':')?)),
        Piece::Prelude(_) => None,
    });
    declarations
        .filter_map(|(offset, (name, value))| {
            let what = raw_value(name.trim(), value.trim())?;
            Some(file.finding(file.line_of(offset), format!("{what} belongs into {HOME}")))
        })
        .collect()
}

fn raw_value(name: &str, value: &str) -> Option<String> {
    let words =
        || value.split(|letter: char| !(letter.is_alphanumeric() || "#-_(".contains(letter)));
    let is_colour = |word: &&str| {
        let hex = word.strip_prefix('#').is_some_and(|digits| {
            digits.len() >= 3 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
        });
        hex || NAMES.contains(word) || FUNCTIONS.iter().any(|function| word.starts_with(function))
    };
    if let Some(colour) = words().find(is_colour) {
        return Some(format!("the colour `{colour}`"));
    }
    let raw_height = name == "z-index" && value.parse::<i32>().is_ok();
    raw_height.then(|| format!("the z-index `{value}`"))
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[track_caller]
    fn check_value(declaration: &str, expected: Option<&str>) {
        let (name, value) = declaration.split_once(": ").unwrap();
        assert_eq!(raw_value(name, value).as_deref(), expected, "{declaration}");
    }

    #[test]
    fn raw_values_are_told_from_names() {
        check_value("color: #fff", Some("the colour `#fff`"));
        check_value("border: 1px solid rgb(0 0 0 / 10%)", Some("the colour `rgb(0`"));
        check_value("background: white", Some("the colour `white`"));
        check_value("z-index: 10", Some("the z-index `10`"));
        check_value("z-index: var(--z-dialog)", None);
        check_value("color: var(--text-red)", None);
        check_value("background: color-mix(in oklch, var(--a), transparent)", None);
        check_value("white-space: nowrap", None);
        check_value("mask: url(#shape)", None);
        check_value("color: currentColor", None);
    }

    #[test]
    fn tokens_are_their_home() {
        let tree = Tree::of([
            ("style/tokens.css", ":root { --text: #111; }"),
            ("style/ui/button.css", "@layer ui {\n  /* #fff */\n  .button { color: #fff; }\n}"),
        ]);
        assert_findings(
            check(&tree),
            ["style/ui/button.css:3: the colour `#fff` belongs into style/tokens.css"],
        );
    }
}
