"""The first screen one meets."""


def test_sign_in_page_is_accessible_on_laptop_and_phone(open_screen, server):
    visitor = open_screen()
    visitor.page.goto(f"{server}/account/login/")
    visitor.check_accessibility()
    visitor.check_reflow()


def test_wrong_password_says_so_and_keeps_the_name(open_screen, server):
    page = open_screen().page
    page.goto(f"{server}/account/login/")
    page.get_by_label("Gebruikersnaam").fill("leerkracht")
    page.get_by_label("Wachtwoord").fill("verkeerd")
    page.get_by_role("button", name="Aanmelden").click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Gebruikersnaam").input_value() == "leerkracht"
