//! The items of the new bill: names and amounts, one more, one less, and what is left.

use leptos::prelude::*;

use super::form::{ItemDraft, RebillForm};
use crate::format::won::won;
use crate::i18n::{Msg, bills, locale, t};
use crate::ui::button::{Button, ButtonKind, IconButton};
use crate::ui::field::{Field, FieldGroup};
use crate::ui::icon::Icon;
use crate::ui::money_input::MoneyInput;
use crate::ui::text_input::TextInput;

#[component]
pub fn Items(form: RebillForm) -> AnyView {
    let over = move || form.left().is_none().then(|| bills::over_limit(locale(), form.limit()));
    let left = move || form.left().map_or_else(|| "–".to_owned(), |left| won(locale(), left));
    view! {
        <FieldGroup legend=t(bills::REBILL_WHAT) error=Signal::derive(over)>
            <ol class="rebill-items">
                <For each=move || form.items.get() key=|item| item.id let:item>
                    {one(form, item)}
                </For>
            </ol>
            <div class="rebill-items__foot">
                {move || {
                    form.may_add()
                        .then(|| {
                            view! {
                                <Button
                                    kind=ButtonKind::Plain
                                    icon=Icon::Plus
                                    on_press=move |()| form.add()
                                >
                                    {t(bills::ADD_ITEM)}
                                </Button>
                            }
                        })
                }}
            </div>
            <p class="cancel-dialog__left">
                <span>{t(bills::SUM)}</span>
                <output>{move || won(locale(), form.sum())}</output>
            </p>
            <p class="cancel-dialog__left">
                <span>{t(bills::LEFT)}</span>
                <output>{left}</output>
            </p>
        </FieldGroup>
    }
    .into_any()
}

fn one(form: RebillForm, item: ItemDraft) -> AnyView {
    let number = Memo::new(move |_| {
        form.items.with(|items| items.iter().position(|one| *one == item)).unwrap_or_default() + 1
    });
    // A bill of nothing is no bill: the last item stays.
    let removable = Memo::new(move |_| form.items.with(Vec::len) > 1);
    let say = |words: Option<Msg>| words.map(|words| t(words).to_owned());
    let name_error = Signal::derive(move || say(form.name_error(item)));
    let amount_error = Signal::derive(move || say(form.amount_error(item)));
    view! {
        <li class="rebill-items__item">
            {move || {
                let number = number.get();
                view! {
                    <Field
                        label=bills::numbered(locale(), bills::ITEM_NAME, number)
                        required=true
                        error=name_error
                    >
                        <TextInput value=item.name name="item_name" autocomplete="off" />
                    </Field>
                    <Field
                        label=bills::numbered(locale(), bills::ITEM_AMOUNT, number)
                        required=true
                        error=amount_error
                    >
                        <MoneyInput value=item.amount name="item_amount" />
                    </Field>
                }
            }}
            {move || {
                removable
                    .get()
                    .then(|| {
                        view! {
                            <IconButton
                                icon=Icon::Close
                                label=bills::remove_item(locale(), number.get())
                                on_press=move |()| form.remove(item.id)
                            />
                        }
                    })
            }}
        </li>
    }
    .into_any()
}
