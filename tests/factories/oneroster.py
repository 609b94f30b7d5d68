"""OneRoster files for tests: a ZIP of a few rows, of which any table can be replaced."""

import io
import zipfile

TABLES = {
    "manifest.csv": "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n",
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,De Proef,school,00TS,\n",
    "academicSessions.csv": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
        "y1,,,2026-2027,schoolYear,2026-08-01,2027-07-31,,2027\n"
    ),
    "classes.csv": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType\n"
        "c5,,,5b,05,,5b,homeroom\nplus,,,Plusklas,,,PL,scheduled\n"
    ),
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
        "middleName,identifier,email,grades\n"
        'u1,,,true,o1,student,noor,"{eckid:https://id.school/1},{ldap:x}",Noor,van der Berg,,LL1,,05\n'
        "u2,,,true,o1,student,sem,,Sem,Vos,,LL2,,05\n"
        "t1,,,true,o1,teacher,iris,,Iris,Kok,,LK1,iris@example.org,\n"
    ),
    "enrollments.csv": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
        "e1,,,c5,o1,u1,student,,,\ne2,,,plus,o1,u1,student,,,\ne3,,,c5,o1,u2,student,,,\ne4,,,c5,o1,t1,teacher,true,,\n"
    ),
    "demographics.csv": (
        "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,countryOfBirthCode\n"
        "u1,,,2017-05-04,female,true,MA\n"
    ),
}


def oneroster(**tables: str | None) -> bytes:
    """The ZIP; `users="…"` replaces users.csv, None leaves it out."""
    named = {f"{name}.csv": content for name, content in tables.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**TABLES, **named}.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()
