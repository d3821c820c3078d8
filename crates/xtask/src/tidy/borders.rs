//! The kit of the screens knows nothing of us, and only one folder of them speaks HTTP.

use super::tree::{Finding, Tree};

struct Border {
    folder: &'static str,
    /// What no file of the folder may name.
    closed: &'static [&'static str],
    why: &'static str,
}

const BORDERS: [Border; 5] = [
    Border {
        folder: "src/ui/",
        closed: &[
            "crate::api",
            "crate::components",
            "crate::pages",
            "crate::routes",
            "crate::state",
            "desk_api",
            "desk_domain",
        ],
        why: "the kit is for any product",
    },
    Border {
        folder: "src/components/",
        closed: &["crate::pages"],
        why: "pages are made of components",
    },
    Border { folder: "src/pages/", closed: &["gloo_net"], why: "HTTP is spoken in src/api only" },
    Border {
        folder: "crates/desk-gateway/src/gateway",
        closed: &["reqwest", "portone"],
        why: "the trait knows no HTTP and no vendor",
    },
    Border {
        folder: "crates/desk-domain/src/",
        closed: &["tokio", "reqwest", "sqlx", "std::fs", "async fn"],
        why: "the domain meets no outside world",
    },
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    BORDERS.iter().flat_map(|border| crossings(tree, border)).collect()
}

fn crossings(tree: &Tree, border: &Border) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.below(border.folder, &[".rs"]) {
        for (line, text) in file.lines().filter(|(_, text)| !text.trim_start().starts_with("//")) {
            for closed in border.closed.iter().filter(|closed| text.contains(**closed)) {
                let what = format!("may not use `{closed}`: {}", border.why);
                findings.push(file.finding(line, what));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn the_kit_may_not_know_the_api() {
        let tree = Tree::of([
            (
                "src/ui/button.rs",
                "// as in crate::api\nuse leptos::prelude::*;\nuse crate::api::get;\n",
            ),
            ("src/pages/login_page.rs", "use crate::api::get;\n"),
        ]);
        assert_findings(
            check(&tree),
            ["src/ui/button.rs:3: may not use `crate::api`: the kit is for any product"],
        );
    }

    #[test]
    fn the_domain_reads_no_file() {
        let tree = Tree::of([("crates/desk-domain/src/kst.rs", "let x = std::fs::read(y);\n")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
