#include "services/orders/menu_store.h"

#include "services/orders/store_lists.h"

namespace diandan::orders {

std::vector<MenuItemRow> ListMenu(db::Connection& connection, CountyId county,
                                  const v1::ListMenuRequest& request, const Page& page) {
  const std::string theme = request.theme() == 0 ? "" : v1::MenuTheme_Name(request.theme());
  return RowsWhere<MenuItemRow>(
      connection,
      "x.county_id = $1::int4 AND ($2::text = '' OR x.theme = $2::text) AND ($3::bool OR NOT x.retired) AND "
      "(x.theme, x.title, x.id::text) > ($4::text, $5::text, $6::text) ORDER BY x.theme, x.title, x.id::text "
      "LIMIT "
      "$7::int4",
      db::Params()
          .Add(county)
          .Add(theme)
          .Add(request.with_retired())
          .Add(After(page, 0))
          .Add(After(page, 1))
          .Add(After(page, 2))
          .Add(static_cast<int32_t>(page.size + 1)));
}

std::vector<ProjectRow> ListProjects(db::Connection& connection, CountyId county,
                                     const v1::ListProjectsRequest& request, const Page& page) {
  const std::string kind = request.kind() == 0 ? "" : v1::ProjectKind_Name(request.kind());
  std::vector<Uuid> ids;
  for (const std::string& name : request.names()) ids.push_back(IdOf(name));
  return RowsWhere<ProjectRow>(
      connection,
      "x.county_id = $1::int4 AND ($2::text = '' OR x.kind = $2::text) AND ($3::bool OR NOT x.ended) AND "
      "($7::uuid[] = '{}' OR x.id = ANY($7::uuid[])) AND "
      "(x.title, x.id::text) > ($4::text, $5::text) ORDER BY x.title, x.id::text LIMIT $6::int4",
      db::Params()
          .Add(county)
          .Add(kind)
          .Add(request.with_ended())
          .Add(After(page, 0))
          .Add(After(page, 1))
          .Add(static_cast<int32_t>(page.size + 1))
          .Add(ids));
}

std::vector<WishRow> ListWishes(db::Connection& connection, CountyId county,
                                const std::vector<std::string>& paths, bool open_only, const Page& page) {
  return RowsWhere<WishRow>(
      connection,
      "x.county_id = $1::int4 AND EXISTS (SELECT FROM unnest($2::text[]) AS p(path) WHERE "
      "x.station_path = p.path OR "
      "(x.station_path COLLATE \"C\" >= p.path || '.' AND x.station_path COLLATE \"C\" < "
      "p.path || '/')) AND (NOT "
      "$3::bool OR x.state = 'WISH_OPEN') AND (x.left_at, x.id) > ($4::timestamptz, "
      "$5::uuid) ORDER BY x.left_at, x.id LIMIT $6::int4",
      db::Params()
          .Add(county)
          .Add(paths)
          .Add(open_only)
          .Add(page.after.empty() ? std::string("-infinity") : page.after[0])
          .Add(IdAfter(page, 1))
          .Add(static_cast<int32_t>(page.size + 1)));
}

}  // namespace diandan::orders
