//! Just enough of CSS: selectors and declarations, with the places they begin at.

/// What stands before `{`, `;` or `}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A selector or an at-rule with a block.
    Prelude(&'a str),
    /// `name: value`, or an at-rule without a block.
    Declaration(&'a str),
}

/// The pieces of a style sheet and their byte offsets. `text` comes from [`without_comments`].
pub(super) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut quote = None;
    for (position, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{' | '}' | ';') => {
                let piece = &text[start..position];
                let offset = start + piece.len() - piece.trim_start().len();
                let piece = piece.trim();
                if !piece.is_empty() {
                    let prelude = letter == '{';
                    let piece =
                        if prelude { Piece::Prelude(piece) } else { Piece::Declaration(piece) };
                    pieces.push((offset, piece));
                }
                start = position + letter.len_utf8();
            }
            (None, _) => {}
        }
    }
    pieces
}

/// Comments turned into spaces, so that offsets and lines stay what they are.
pub(super) fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        plain += before;
        plain += "    ";
        plain.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = after;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_rules_come_apart() {
        let text = "@layer ui {\n  .a { color: red; &:hover { top: 0 } }\n}\n@layer x, y;";
        assert_eq!(
            pieces(text),
            [
                (0, Piece::Prelude("@layer ui")),
                (14, Piece::Prelude(".a")),
                (19, Piece::Declaration("color: red")),
                (31, Piece::Prelude("&:hover")),
                (41, Piece::Declaration("top: 0")),
                (54, Piece::Declaration("@layer x, y")),
            ]
        );
    }

    #[test]
    fn a_brace_in_a_string_is_no_block() {
        assert_eq!(pieces("a { content: \"{;}\"; }").len(), 2);
    }

    #[test]
    fn comments_leave_offsets_alone() {
        let text = "/* 한 .a\n */.b {}";
        let plain = without_comments(text);
        assert_eq!(plain.len(), text.len());
        assert_eq!(pieces(&plain), [(text.find(".b").unwrap(), Piece::Prelude(".b"))]);
    }
}
