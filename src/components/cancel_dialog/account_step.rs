//! Where the refund goes, for payments that cannot be reversed by themselves.

use desk_api::{Bank, PaymentDetail};
use desk_domain::decision::Input;
use desk_domain::refund_account::AccountProblem;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::CancelForm;
use crate::api::banks;
use crate::components::part::Part;
use crate::i18n::{cancel, locale, pick, t};
use crate::part;
use crate::ui::button::Button;
use crate::ui::checkbox::Checkbox;
use crate::ui::feedback::Banner;
use crate::ui::field::{Field, FieldGroup};
use crate::ui::mark::Tone;
use crate::ui::select::{Select, SelectOption};
use crate::ui::skeleton::Skeleton;
use crate::ui::text_input::{TextInput, TextKind};

#[derive(Clone, Copy)]
struct Account {
    detail: Signal<PaymentDetail>,
    form: CancelForm,
}

// Few payments need one, so it comes in a file of its own.
pub const STEP: Part = part!(account_step_part in account: {
    let Account { detail, form } = expect_context();
    view! { <AccountStep detail form /> }
});

#[must_use]
pub fn account_step(detail: Signal<PaymentDetail>, form: CancelForm) -> AnyView {
    provide_context(Account { detail, form });
    STEP.show(|| view! { <Skeleton lines=8 /> }.into_any())
}

#[component]
fn AccountStep(detail: Signal<PaymentDetail>, form: CancelForm) -> AnyView {
    let error = move |of: AccountProblem| Signal::derive(move || form.account_error(of));
    let phone = Memo::new(move |_| form.needs(Input::HolderPhone));
    view! {
        <FieldGroup legend=t(cancel::ACCOUNT)>
            <div class="cancel-dialog__account">
                <BankField form />
                <Field
                    label=t(cancel::ACCOUNT_NUMBER)
                    required=true
                    error=error(AccountProblem::NumberInvalid)
                >
                    <TextInput
                        value=form.account_number
                        kind=TextKind::Digits
                        name="account"
                        autocomplete="off"
                    />
                </Field>
                <Field
                    label=t(cancel::HOLDER)
                    required=true
                    error=error(AccountProblem::HolderInvalid)
                >
                    <TextInput value=form.holder name="holder" autocomplete="off" />
                </Field>
                {move || {
                    phone
                        .get()
                        .then(|| {
                            view! {
                                <Field
                                    label=t(cancel::HOLDER_PHONE)
                                    required=true
                                    error=error(AccountProblem::PhoneInvalid)
                                >
                                    <TextInput
                                        value=form.holder_phone
                                        kind=TextKind::Phone
                                        name="holder_phone"
                                        autocomplete="off"
                                    />
                                </Field>
                            }
                        })
                }}
            </div>
            <HolderNote detail form />
            <HolderSure form />
        </FieldGroup>
    }
    .into_any()
}

/// The banks most people have come first.
#[component]
fn BankField(form: CancelForm) -> AnyView {
    let banks = RwSignal::new(Vec::<SelectOption>::new());
    let failed = RwSignal::new(false);
    let load = Callback::new(move |()| {
        failed.set(false);
        spawn_local(async move {
            match banks::list().await {
                Ok(mut list) => {
                    list.sort_by_key(|bank| !bank.common);
                    let _ = banks.try_set(list.iter().map(option).collect());
                }
                Err(_) => {
                    let _ = failed.try_set(true);
                }
            }
        });
    });
    load.run(());
    let options = Signal::derive(move || {
        let first = SelectOption::new("", t(cancel::CHOOSE_BANK));
        [first].into_iter().chain(banks.get()).collect()
    });
    let retry = Signal::derive(move || failed.get().then(|| t(cancel::BANKS_FAILED).to_owned()));
    let error = Signal::derive(move || {
        retry.get().or_else(|| form.account_error(AccountProblem::BankMissing))
    });
    view! {
        <Field label=t(cancel::BANK) required=true error>
            <Select options value=form.bank on_change=move |code| form.bank.set(code) />
        </Field>
        {move || {
            failed
                .get()
                .then(|| view! { <Button on_press=load>{t(crate::i18n::common::RETRY)}</Button> })
        }}
    }
    .into_any()
}

fn option(bank: &Bank) -> SelectOption {
    SelectOption::new(&bank.code, pick(&bank.name))
}

/// Names the payer to look at, and warns where the letters in sight differ. Whether a holder is right only the
/// bank knows: nothing here says that they agree.
#[component]
fn HolderNote(detail: Signal<PaymentDetail>, form: CancelForm) -> AnyView {
    let differs = Memo::new(move |_| form.holder_looks_different());
    let payer = move || detail.with(|detail| detail.payment.customer.name.clone());
    (move || {
        let payer = payer()?;
        Some(if differs.get() {
            let text = cancel::holder_looks_different(locale(), &payer);
            view! { <Banner tone=Tone::Warning text /> }.into_any()
        } else {
            view! { <p class="field__hint">{cancel::compared_with(locale(), &payer)}</p> }
                .into_any()
        })
    })
    .into_any()
}

/// The word of the person who has looked, where the names differ.
#[component]
fn HolderSure(form: CancelForm) -> AnyView {
    let asks = Memo::new(move |_| form.asks_holder());
    let error = Signal::derive(move || form.holder_error());
    (move || {
        asks.get().then(|| {
            let label = t(cancel::HOLDER_CONFIRMED);
            view! { <Checkbox label checked=form.holder_confirmed error /> }
        })
    })
    .into_any()
}
