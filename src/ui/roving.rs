//! Roving focus: a list is one stop for Tab, and the arrow keys move inside it.

use web_sys::{Element, HtmlElement};

use super::dom::{all_matching, focus, focused};

/// A step of the focus along a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Previous,
    Next,
    First,
    Last,
}

impl Step {
    /// The step of a key, if it is one that moves.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self::Previous),
            "ArrowDown" => Some(Self::Next),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    /// The index to go to among `count` items. Ends hold: a list of money does not wrap round unseen.
    pub(super) fn target(self, current: Option<usize>, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        Some(match (self, current) {
            (Self::First, _) | (Self::Next, None) => 0,
            (Self::Last, _) | (Self::Previous, None) => last,
            (Self::Next, Some(index)) => (index + 1).min(last),
            (Self::Previous, Some(index)) => index.saturating_sub(1),
        })
    }
}

/// Moves the focus among the items under `root`, and makes the one it lands on the stop for Tab.
pub(super) fn rove(root: &Element, items: &str, step: Step) {
    let found = all_matching(root, items);
    let current = focused().and_then(|focused| found.iter().position(|item| *item == focused));
    let current = current.or_else(|| found.iter().position(is_in_open_row));
    if let Some(target) = step.target(current, found.len()) {
        set_stop(&found, &found[target]);
        focus(&found[target]);
    }
}

/// Makes exactly one of the items the stop for Tab: `wanted`, or else the one it was, or the first.
pub(super) fn keep_one_stop(root: &Element, items: &str, wanted: Option<&HtmlElement>) {
    let found = all_matching(root, items);
    let stop =
        wanted.or_else(|| found.iter().find(|item| is_stop(item))).or(found.first()).cloned();
    if let Some(stop) = stop {
        set_stop(&found, &stop);
    }
}

/// From elsewhere, a step goes on from what is open beside the list, else it enters at the end.
fn is_in_open_row(item: &HtmlElement) -> bool {
    item.closest("[aria-current=true]").is_ok_and(|row| row.is_some())
}

fn is_stop(item: &HtmlElement) -> bool {
    item.tab_index() == 0
}

fn set_stop(items: &[HtmlElement], stop: &HtmlElement) {
    for item in items {
        item.set_tab_index(if item == stop { 0 } else { -1 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(step: Step, current: Option<usize>, count: usize, expected: Option<usize>) {
        assert_eq!(step.target(current, count), expected);
    }

    #[test]
    fn steps_stop_at_the_ends() {
        check(Step::Next, None, 3, Some(0));
        check(Step::Next, Some(0), 3, Some(1));
        check(Step::Next, Some(2), 3, Some(2));
        check(Step::Previous, Some(0), 3, Some(0));
        check(Step::Previous, None, 3, Some(2));
        check(Step::First, Some(2), 3, Some(0));
        check(Step::Last, Some(0), 3, Some(2));
        check(Step::Next, None, 0, None);
    }
}
