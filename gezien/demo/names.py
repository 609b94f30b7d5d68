"""Invented names for pupils, as mixed as a Dutch or Flemish town is. Call names are used once in a group."""

import random
from dataclasses import dataclass

from gezien.pupils.models import Pupil


@dataclass(frozen=True)
class Pool:
    """Call names and family names that go together; `weight` says how often the pool is drawn from."""

    weight: int
    girls: str
    boys: str
    families: str  # separated by commas; a prefix stands before a bar: "van|Leeuwen"


DUTCH = [
    Pool(
        62,
        "Emma Julia Mila Tess Sophie Zoë Sara Nora Eva Liv Saar Anna Evi Lotte Fenna Olivia Roos Fien Elin Isa Maud Lynn "
        "Nina Jill Floor Sofie Feline Hanna Veerle Puck Linde Merel Femke Jasmijn Suze Lisa Rosalie Norah Benthe Vera",
        "Lucas Levi Finn Noah Luuk Milan Bram Mees Thijs Sam Jesse Thomas Lars Tim Ruben Gijs Julian Hugo Teun Stijn Jens "
        "Siem Max Floris Tijn Jurre Olivier Pepijn Boaz Joep Cas Niek Sven Mats Hidde Jasper Wessel Koen David Quinten",
        "de|Vries,van den|Berg,Bakker,van|Leeuwen,de|Bruin,van der|Meer,Hoekstra,Kuipers,Veenstra,van|Beek,Koster,"
        "van der|Heijden,Schipper,Brouwer,Blom,van|Vliet,de|Haan,Timmermans,Verhoeven,van der|Wal,Hofman,Molenaar,"
        "Zijlstra,van|Loon,Wolters,de|Ruiter,Scholten,Kramer,van der|Veen,Groen,Huisman,Gerritsen,van|Rijn,Post,"
        "Terpstra,ter|Horst,van de|Ven,Maas,Driessen,van|Essen,Boersma,de|Lange,Kooistra,Evers,van|Hout,Schaap,"
        "Nijland,de|Leeuw,van der|Laan,Reinders,Jonker,Bosma,Wiersma,van|Zanten,Tuinstra,Kloosterman",
    ),
    Pool(
        10,
        "Amira Salma Yasmine Inaya Hafsa Imane Nour Lina Sirine Aya",
        "Ilyas Adam Ayoub Rayan Younes Zakaria Amin Mohamed Sofian Nassim",
        "El|Idrissi,Bakkali,Ouali,Bennani,Chaoui,El|Haddaoui,Azzouzi,Tahiri,Belhaj,Ziani",
    ),
    Pool(
        9,
        "Elif Defne Zeynep Ela Esila Azra Melisa Eylül",
        "Emir Yusuf Kerem Ömer Mert Eymen Deniz Kaan",
        "Yılmaz,Kaya,Demir,Şahin,Çelik,Öztürk,Yıldız,Arslan,Koç,Doğan",
    ),
    Pool(
        6,
        "Shanaya Kiara Naomi Djenna Chelsey Zahra",
        "Jayden Damian Giovanni Dylano Xavi Jeremiah",
        "Pinas,Biervliet,Ramlal,Soekhoe,Martina,Wijngaarde,Jagesar,Kartosen",
    ),
    Pool(
        5,
        "Maja Zofia Oliwia Lena Alicja",
        "Jakub Kacper Oskar Filip Szymon",
        "Nowak,Wójcik,Mazur,Kaczmarek,Wieczorek,Pawlak",
    ),
    Pool(
        4,
        "Leen Maryam Sidra Rahaf Hala",
        "Omar Yazan Karam Zain Majd",
        "Haddad,Khalil,Al|Masri,Darwish,Saleh,Rahimi",
    ),
    Pool(2, "Selam Rahel", "Samuel Yonas", "Tesfay,Haile,Kidane"),
    Pool(2, "Ama Abena", "Kofi Kwame", "Mensah,Owusu,Boateng"),
    Pool(2, "Mei Linh", "Minh Jun", "Chen,Nguyen,Tran"),
    Pool(1, "Anya Priya", "Arjun Rohan", "Sharma,Patel"),
]
FLEMISH = [
    Pool(
        76,
        "Louise Elena Marie Ella Juliette Nore Lore Fleur Amber Elise Noor Lena Janne Renée",
        "Arthur Victor Jules Lowie Seppe Kobe Ferre Mathis Senne Warre Vince Wout Leon Jef",
        "Janssens,Maes,Claes,Wouters,Goossens,De Smet,Vermeulen,Van den Broeck,Mertens,De Backer,Aerts,Lambrechts,"
        "Pauwels,Verhaegen,Van Damme,Cools,Hermans,Martens,Desmedt",
    ),
    *DUTCH[1:3],
    *DUTCH[5:],
]


def draw(pools: list[Pool], chance: random.Random, taken: set[str]) -> tuple[str, str, str, int]:
    """(call name, prefix, family name, gender); its call name and family name are added to `taken`."""
    while True:
        pool = chance.choices(pools, [pool.weight for pool in pools])[0]
        gender = chance.choice([Pupil.Gender.MALE, Pupil.Gender.FEMALE])
        call_name = chance.choice((pool.boys if gender == Pupil.Gender.MALE else pool.girls).split())
        family = chance.choice(pool.families.split(","))
        if call_name not in taken and family not in taken:
            taken |= {call_name, family}
            prefix, _, family_name = family.rpartition("|")
            return call_name, prefix, family_name, int(gender)
