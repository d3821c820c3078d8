//! Other ways to the same end, for a card that is not at hand: the approvals program, the keyed-in
//! cancel. They never block the direct way.

use crate::Text;
use crate::decision::{Notice, Severity, SideRoute, WayBeside};
use crate::rulebook::cell::{Ability, Allowed, Cell, Enforcement};
use crate::rulebook::facts::Facts;
use crate::rulebook::matching::{Matched, Used};

use super::case::Case;

impl<'a> Case<'a> {
    /// As reasons of the direct way: a forbidden one is only a warning.
    pub(super) fn side_routes(&self) -> Vec<Notice> {
        let routes = SideRoute::ALL.iter().copied();
        routes
            .filter_map(|route| {
                let used = self.rules_beside(route).cell(|rule| rule.full.as_ref())?;
                let severity = match used.cell.enforcement {
                    Enforcement::Block | Enforcement::Warn => Severity::Warning,
                    Enforcement::Info => Severity::Info,
                };
                let code = format!("route_{}", route.as_str());
                let text = self.said_beside(used)?;
                Some(self.ruled(&code, severity, text, used.rule_id(), used.cell.origin()))
            })
            .collect()
    }

    /// The same with what to do on each.
    pub(super) fn ways_beside(&self) -> Vec<WayBeside> {
        SideRoute::ALL.iter().filter_map(|route| self.way_beside(*route)).collect()
    }

    fn way_beside(&self, route: SideRoute) -> Option<WayBeside> {
        let rules = self.rules_beside(route);
        let used = rules.cell(|rule| rule.full.as_ref())?;
        let possible = match used.cell.allowed {
            Allowed::Yes | Allowed::Contract => true,
            Allowed::No | Allowed::Elsewhere => false,
        };
        let steps = rules.cell(|rule| rule.steps.as_ref()).filter(|_| possible);
        let steps = steps.map(|used| used.cell.say.iter().map(|key| self.say(key)).collect());
        let notes = rules.all_cells(|rule| rule.notes.iter().collect());
        Some(WayBeside {
            route,
            possible,
            advised: used.cell.enforcement == Enforcement::Info,
            text: self.said_beside(used)?,
            steps: steps.unwrap_or_default(),
            cautions: notes
                .iter()
                .filter(|_| possible)
                .map(|used| self.say(&used.cell.say))
                .collect(),
            rule: used.rule_id().to_owned(),
        })
    }

    fn rules_beside(&self, route: SideRoute) -> Matched<'a> {
        let facts = Facts { payment: self.payment, route: Some(route) };
        self.book.rules_of(self.payment.channel).matching(facts)
    }

    fn said_beside(&self, used: Used<'_, Ability>) -> Option<Text> {
        let said = self.say(used.cell.say.as_ref()?);
        Some(self.with_instead(said, used.cell.instead.as_ref()))
    }
}
