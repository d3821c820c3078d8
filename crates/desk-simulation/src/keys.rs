//! Keys of dialogs, and what each was answered.

use std::collections::BTreeMap;

use axum::extract::Request;
use serde_json::Value;

use crate::browser::{Answer, request};
use crate::plan::{BillDeed, Deed, Person, Replica};
use crate::violation::Violation;
use crate::world::World;

pub(crate) const SAME_ANSWER: &str = "the same key always gives the same answer";

/// Which button of which dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Button {
    Cancel(Deed),
    Bill(BillDeed),
}

/// What a browser keeps of a dialog, and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) person: Person,
    pub(crate) path: String,
    pub(crate) button: Button,
    pub(crate) body: Value,
    /// The id that the key was answered with.
    made: Option<String>,
}

impl Kept {
    pub(crate) const fn new(person: Person, path: String, button: Button, body: Value) -> Self {
        Self { person, path, button, body, made: None }
    }
}

/// By the key itself.
#[derive(Debug, Default)]
pub(crate) struct Keys(BTreeMap<String, Kept>);

/// A click, ready to be sent.
pub(crate) struct Sent {
    pub(crate) replica: Replica,
    pub(crate) pressed: Pressed,
    pub(crate) request: Request,
}

/// Which key was pressed for what.
#[derive(Clone, Debug)]
pub(crate) struct Pressed {
    key: String,
    kept: Kept,
}

impl World {
    /// The request of a click on one of a person's dialogs.
    pub(crate) async fn press(
        &mut self,
        replica: Replica,
        key: String,
        kept: Kept,
    ) -> Result<Sent, Violation> {
        let cookie = self.cookie(replica, kept.person).await?;
        if kept.button == Button::Cancel(Deed::Force) {
            self.step_up(replica, &cookie).await;
        }
        let headers = [("idempotency-key", key.as_str())];
        let request = request(&kept.path, Some(&cookie), &headers, Some(&kept.body));
        Ok(Sent { replica, pressed: Pressed { key, kept }, request })
    }

    /// Presses once more every button whose key has made something.
    pub(crate) async fn press_all_again(&mut self) -> Result<(), Violation> {
        let used: Vec<_> = self.keys.0.iter().filter(|(_, kept)| kept.made.is_some()).collect();
        let used: Vec<_> =
            used.into_iter().map(|(key, kept)| (key.clone(), kept.clone())).collect();
        for (key, kept) in used {
            let sent = self.press(1, key, kept).await?;
            let answer = self.ask(sent.replica, sent.request).await;
            self.keys.judge(sent.pressed, &answer, false)?;
        }
        Ok(())
    }
}

impl Sent {
    pub(crate) fn has_key_of(&self, other: &Self) -> bool {
        self.pressed.key == other.pressed.key
    }
}

impl Keys {
    /// The dialog that is still open under this key, if it is the same button there.
    pub(crate) fn open_dialog(&self, key: &str, path: &str, button: Button) -> Option<Kept> {
        let known = self.0.get(key)?;
        (known.path == path && known.button == button).then(|| known.clone())
    }

    /// A browser keeps its key and what it was pressed for before it asks.
    pub(crate) fn keep(&mut self, pressed: &Pressed) {
        let known = self.0.entry(pressed.key.clone()).or_insert(pressed.kept.clone());
        if known.made.is_none() {
            *known = pressed.kept.clone();
        }
    }

    /// A key that was answered with something answers with that for ever, and with a no to any other
    /// body: its own no, unless both came at once and another reason was found first. One that has made
    /// nothing may be refused or make something now.
    pub(crate) fn judge(
        &mut self,
        pressed: Pressed,
        answer: &Answer,
        at_once: bool,
    ) -> Result<(), Violation> {
        let told = answer.body["id"].as_str().filter(|_| answer.is_success());
        let Pressed { key, kept } = pressed;
        let made = self.0.get(&key).filter(|known| known.made.is_some());
        let is_right = match made {
            Some(known) if known.path == kept.path && known.body == kept.body => {
                told == known.made.as_deref()
            }
            Some(_) if at_once => (400..500).contains(&answer.status),
            Some(_) => answer.status == 422,
            None => answer.status < 500 || kept.button.asks_the_vendor(),
        };
        if !is_right {
            let what = format!("{key} was {made:?}, now: {kept:?}: {answer:?}");
            return Err(Violation::of(SAME_ANSWER, what));
        }
        if let (None, Some(id)) = (made, told) {
            self.0.insert(key, Kept { made: Some(id.to_owned()), ..kept });
        }
        Ok(())
    }
}

impl Button {
    /// The click itself waits for the vendor, who may not be there.
    const fn asks_the_vendor(self) -> bool {
        matches!(self, Self::Bill(BillDeed::Resend { .. }))
    }
}
