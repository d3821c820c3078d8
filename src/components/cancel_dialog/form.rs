//! What the dialog asks for, as it is being typed, and what is wrong with it so far.

use desk_api::{CreateCancellation, PaymentDetail, RefundAccount as WireAccount};
use desk_domain::amounts::AmountRule;
use desk_domain::cancellation::{CancellationKind, CancellationState, RetainOption};
use desk_domain::decision::{Action, Input};
use desk_domain::refund_account::{AccountProblem, RefundAccount};
use desk_domain::{FollowUpId, TerminalId, Won, refund_account};
use leptos::prelude::*;

use super::intent::Draft;
use crate::components::why::Why;
use crate::i18n::{cancel, locale, t};

#[derive(Clone, Copy, Debug)]
pub struct CancelForm {
    detail: Signal<PaymentDetail>,
    pub partial: RwSignal<bool>,
    pub amount: RwSignal<Option<i64>>,
    pub tax_free: RwSignal<Option<i64>>,
    pub why: Why,
    pub retain: RwSignal<Option<RetainOption>>,
    /// Where the payment is cancelled at a card terminal.
    pub terminal: RwSignal<Option<TerminalId>>,
    pub bank: RwSignal<String>,
    pub account_number: RwSignal<String>,
    pub holder: RwSignal<String>,
    pub holder_phone: RwSignal<String>,
    /// The server, which has the whole names, says that they differ.
    pub holder_asked: RwSignal<bool>,
    /// The person has looked: the account is right although it is not the payer's.
    pub holder_confirmed: RwSignal<bool>,
}

impl CancelForm {
    pub fn new(detail: Signal<PaymentDetail>, partial: bool, draft: &Draft) -> Self {
        let decision = detail.with_untracked(|detail| detail.decision.clone());
        // Where only one of the two is possible, that one.
        let partial = draft.partial.unwrap_or(partial) && decision.allows(Action::CancelPartial)
            || !decision.allows(Action::CancelFull);
        let why = Why::new();
        why.reason.set(draft.reason);
        why.note.set(draft.note.clone());
        let form = Self {
            detail,
            partial: RwSignal::new(partial),
            amount: RwSignal::new(draft.amount_won),
            tax_free: RwSignal::new(draft.tax_free_won),
            why,
            retain: RwSignal::new(draft.retain),
            terminal: RwSignal::new(draft.terminal.clone()),
            bank: RwSignal::new(String::new()),
            account_number: RwSignal::new(String::new()),
            holder: RwSignal::new(String::new()),
            holder_phone: RwSignal::new(String::new()),
            holder_asked: RwSignal::new(false),
            holder_confirmed: RwSignal::new(false),
        };
        form.suggest_split();
        form.forget_holder();
        form
    }

    /// What is somebody's to do about the payment.
    pub fn follow_up(self) -> Option<FollowUpId> {
        self.detail.with(|detail| detail.follow_up.as_ref().map(|open| open.id.clone()))
    }

    /// Each new amount brings the split that fits it; the person may change it afterwards.
    fn suggest_split(self) {
        Effect::new(move |before: Option<Option<i64>>| {
            let amount = self.amount.get();
            if before.is_some_and(|before| before != amount) {
                let rule = self.rule();
                let suggested = amount.map(|amount| rule.suggested_tax_free(Won(amount)).0);
                self.tax_free.set(suggested);
            }
            amount
        });
    }

    /// What was confirmed of one account says nothing of another, nor what the server said of one name.
    fn forget_holder(self) {
        Effect::new(move |before: Option<[String; 3]>| {
            let account = [self.holder, self.bank, self.account_number].map(|field| field.get());
            if let Some(before) = before.filter(|before| *before != account) {
                self.holder_confirmed.set(false);
                if before[0] != account[0] {
                    self.holder_asked.set(false);
                }
            }
            account
        });
    }

    pub fn draft(self) -> Draft {
        Draft {
            partial: Some(self.partial.get()),
            amount_won: self.amount.get(),
            tax_free_won: self.tax_free.get(),
            reason: self.why.reason.get(),
            note: self.why.note.get(),
            retain: self.retain.get(),
            terminal: self.terminal.get(),
        }
    }

    /// Whether anything would be lost by closing.
    pub fn is_typed(self) -> bool {
        let texts = [self.why.note, self.account_number, self.holder, self.holder_phone, self.bank];
        self.amount.get().is_some()
            || self.why.reason.get().is_some()
            || self.retain.get().is_some()
            || texts.iter().any(|text| text.with(|text| !text.trim().is_empty()))
    }

    pub fn rule(self) -> AmountRule {
        self.detail.with(|detail| detail.decision.amount)
    }

    pub fn allows(self, action: Action) -> bool {
        self.detail.with(|detail| detail.decision.allows(action))
    }

    pub fn needs(self, input: Input) -> bool {
        self.detail.with(|detail| detail.decision.inputs.contains(&input))
    }

    pub fn asks_split(self) -> bool {
        self.partial.get() && self.rule().tax_free_left.is_positive()
    }

    /// Whether it matters what becomes of a promotion's discount: not when the whole order goes at once.
    pub fn asks_retain(self) -> bool {
        let begun = self.detail.with(|detail| detail.payment.cancelled_won.is_positive());
        self.needs(Input::PromotionRetainOption) && (self.partial.get() || begun)
    }

    /// What an earlier partial cancel decided for good.
    pub fn first_retain(self) -> Option<RetainOption> {
        self.detail.with(|detail| {
            let done = detail
                .cancellations
                .iter()
                .filter(|cancellation| cancellation.state == CancellationState::Succeeded);
            done.filter_map(|cancellation| cancellation.promotion_retain_option).next_back()
        })
    }

    fn retain_option(self) -> Option<RetainOption> {
        self.first_retain().or(self.retain.get()).filter(|_| self.asks_retain())
    }

    pub fn retain_error(self) -> Option<String> {
        let missing = self.why.tried.get() && self.asks_retain() && self.retain_option().is_none();
        missing.then(|| t(cancel::DISCOUNT_MISSING).to_owned())
    }

    /// The amount that would be cancelled, where one is entered.
    pub fn amount_won(self) -> Option<Won> {
        if self.partial.get() { self.amount.get().map(Won) } else { Some(self.rule().cancellable) }
    }

    /// What would be left. `None` while the amount is missing or wrong.
    pub fn left(self) -> Option<Won> {
        let rule = self.rule();
        let amount = self.amount_won().filter(|amount| rule.check(*amount, None).is_ok())?;
        Some(rule.cancellable.saturating_sub(amount))
    }

    pub fn amount_error(self) -> Option<String> {
        match self.amount_won() {
            None => self.why.tried.get().then(|| t(cancel::AMOUNT_MISSING).to_owned()),
            Some(amount) => {
                let problem = self.rule().check(amount, None).err()?;
                Some(cancel::amount_problem(locale(), problem))
            }
        }
    }

    pub fn tax_free_error(self) -> Option<String> {
        let (amount, part) = (self.amount_won()?, self.tax_free.get()?);
        self.rule().check(amount, None).ok()?;
        let problem = self.rule().check(amount, Some(Won(part))).err()?;
        self.asks_split().then(|| cancel::amount_problem(locale(), problem))
    }

    /// Of every field, so that all are mended at once.
    pub fn account_problems(self) -> Vec<AccountProblem> {
        if !self.needs(Input::RefundAccount) {
            return Vec::new();
        }
        let phone = self.holder_phone.get();
        let phone_missing = self.needs(Input::HolderPhone) && phone.trim().is_empty();
        let mut problems = RefundAccount::problems(
            &self.bank.get(),
            &self.account_number.get(),
            &self.holder.get(),
            Some(&phone),
        );
        problems.extend(phone_missing.then_some(AccountProblem::PhoneInvalid));
        problems
    }

    /// The error of one field of the account, once confirming was tried.
    pub fn account_error(self, of: AccountProblem) -> Option<String> {
        let wrong = self.why.tried.get() && self.account_problems().contains(&of);
        wrong.then(|| t(cancel::account_problem(of)).to_owned())
    }

    /// Whether the holder is another one by the letters of the payer that are in sight. The server has the whole
    /// names and writes down whether they differ.
    pub fn holder_looks_different(self) -> bool {
        let payer = self.detail.with(|detail| detail.payment.customer.name.clone());
        payer.is_some_and(|payer| {
            self.holder.with(|holder| refund_account::surely_differs(holder, &payer))
        })
    }

    /// Whether the person has to say that the account is right all the same.
    pub fn asks_holder(self) -> bool {
        self.needs(Input::RefundAccount)
            && (self.holder_asked.get() || self.holder_looks_different())
    }

    pub fn has_confirmed_holder(self) -> bool {
        self.asks_holder() && self.holder_confirmed.get()
    }

    pub fn holder_error(self) -> Option<String> {
        let missing = self.why.tried.get() && self.asks_holder() && !self.holder_confirmed.get();
        missing.then(|| t(cancel::HOLDER_UNCONFIRMED).to_owned())
    }

    /// Which of the two buttons it answers to, before there is a sum.
    pub fn kind(self) -> CancellationKind {
        if self.partial.get() { CancellationKind::Partial } else { CancellationKind::Full }
    }

    /// The request, or `None` while something is missing or wrong.
    pub fn request(self) -> Option<CreateCancellation> {
        let rule = self.rule();
        let amount = self.amount_won()?;
        let whole = self.takes_all(amount);
        let tax_free = if whole { Some(rule.tax_free_left) } else { self.tax_free.get().map(Won) };
        let tax_free = tax_free.filter(|_| rule.tax_free_left.is_positive());
        rule.check(amount, tax_free).ok()?;
        let (reason_code, note) = self.why.given()?;
        let retain = self.retain_option();
        let chosen = retain.is_some() || !self.asks_retain();
        let terminal = self.terminal.get();
        let reachable = terminal.is_some() || !self.needs(Input::PosConnected);
        let confirmed = !self.asks_holder() || self.holder_confirmed.get();
        if !chosen || !reachable || !confirmed || !self.account_problems().is_empty() {
            return None;
        }
        Some(CreateCancellation {
            kind: if whole { CancellationKind::Full } else { CancellationKind::Partial },
            amount_won: amount,
            tax_free_won: tax_free,
            reason_code,
            note,
            refund_account: self.account(),
            holder_differs_confirmed: self.has_confirmed_holder(),
            terminal_id: terminal.map(|id| id.to_string()),
            promotion_retain_option: retain,
            expected_cancellable_won: rule.cancellable,
            done_outside: None,
        })
    }

    /// Exactly the rest, typed as a part, is cancelled as all that is left.
    pub fn takes_all(self, amount: Won) -> bool {
        amount == self.rule().cancellable && self.allows(Action::CancelFull)
    }

    /// The account as typed, where the method needs one.
    pub fn account(self) -> Option<WireAccount> {
        self.needs(Input::RefundAccount).then(|| WireAccount {
            bank: self.bank.get(),
            number: self.account_number.get().trim().to_owned(),
            holder_name: self.holder.get().trim().to_owned(),
            holder_phone: Some(self.holder_phone.get().trim().to_owned())
                .filter(|phone| !phone.is_empty()),
        })
    }
}
