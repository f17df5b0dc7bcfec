:- module(ugraphs, [vertices_edges_to_ugraph/3, vertices/2, edges/2, add_vertices/3, del_vertices/3, add_edges/3, del_edges/3, transpose_ugraph/2, neighbours/3, neighbors/3, compose/3, top_sort/2, transitive_closure/2, reachable/3, ugraph_union/3, connect_ugraph/3, complement/2, top_sort/3]).
% Graphs: ordered lists of Vertex-Neighbours.

vertices_edges_to_ugraph(Vs, Es, G) :- '$edge_ends'(Es, Ends, Vs), sort(Ends, All), sort(Es, Sorted), '$group_edges'(All, Sorted, G).
'$edge_ends'([], Vs, Vs).
'$edge_ends'([A-B|Es], [A,B|Vs], Vs0) :- '$edge_ends'(Es, Vs, Vs0).
'$group_edges'([], _, []).
'$group_edges'([V|Vs], Es, [V-Ns|G]) :- '$edges_of'(Es, V, Ns, Rest), '$group_edges'(Vs, Rest, G).
'$edges_of'([A-B|Es], V, [B|Ns], Rest) :- A == V, !, '$edges_of'(Es, V, Ns, Rest).
'$edges_of'(Es, _, [], Es).
vertices([], []).
vertices([V-_|G], [V|Vs]) :- vertices(G, Vs).
edges(G, Es) :- '$edges'(G, Es).
'$edges'([], []).
'$edges'([V-Ns|G], Es) :- '$edges'(Ns, V, Es, Es1), '$edges'(G, Es1).
'$edges'([], _, Es, Es).
'$edges'([N|Ns], V, [V-N|Es], Es1) :- '$edges'(Ns, V, Es, Es1).
add_vertices(G, Vs, G2) :- '$vertex_entries'(Vs, Es), '$merge_graph'(Es, G, G2).
'$vertex_entries'(Vs, Es) :- sort(Vs, S), '$empty_entries'(S, Es).
'$empty_entries'([], []).
'$empty_entries'([V|Vs], [V-[]|Es]) :- '$empty_entries'(Vs, Es).
'$merge_graph'([], G, G) :- !.
'$merge_graph'(G, [], G) :- !.
'$merge_graph'([V-Ns|G], [W-Ms|H], R) :- compare(O, V, W), '$merge_graph'(O, V, Ns, G, W, Ms, H, R).
'$merge_graph'(=, V, Ns, G, _, Ms, H, [V-Us|R]) :- ord_union(Ns, Ms, Us), '$merge_graph'(G, H, R).
'$merge_graph'(<, V, Ns, G, W, Ms, H, [V-Ns|R]) :- '$merge_graph'(G, [W-Ms|H], R).
'$merge_graph'(>, V, Ns, G, W, Ms, H, [W-Ms|R]) :- '$merge_graph'([V-Ns|G], H, R).
ugraph_union(G, H, U) :- '$merge_graph'(G, H, U).
del_vertices(G, Vs, G2) :- sort(Vs, S), '$del_vertices'(G, S, G2).
'$del_vertices'([], _, []).
'$del_vertices'([V-Ns|G], S, R) :- ( ord_memberchk(V, S) -> R = R1 ; ord_subtract(Ns, S, Ms), R = [V-Ms|R1] ), '$del_vertices'(G, S, R1).
add_edges(G, Es, G2) :- vertices_edges_to_ugraph([], Es, H), '$merge_graph'(G, H, G2).
del_edges(G, Es, G2) :- vertices_edges_to_ugraph([], Es, H), '$del_edges'(G, H, G2).
'$del_edges'([], _, []).
'$del_edges'([V-Ns|G], H, [V-Ms|R]) :- ( neighbours(V, H, Ds) -> ord_subtract(Ns, Ds, Ms) ; Ms = Ns ), '$del_edges'(G, H, R).
neighbours(V, [W-Ns|G], Ms) :- ( V == W -> Ms = Ns ; neighbours(V, G, Ms) ).
neighbors(V, G, Ns) :- neighbours(V, G, Ns).
transpose_ugraph(G, T) :- vertices(G, Vs), '$edges'(G, Es), '$flip_edges'(Es, Fs), vertices_edges_to_ugraph(Vs, Fs, T).
'$flip_edges'([], []).
'$flip_edges'([A-B|Es], [B-A|Fs]) :- '$flip_edges'(Es, Fs).
compose(G, H, C) :- vertices(G, V1), vertices(H, V2), ord_union(V1, V2, Vs), '$compose'(Vs, G, H, C).
'$compose'([], _, _, []).
'$compose'([V|Vs], G, H, [V-Ns|C]) :- ( neighbours(V, G, Ms) -> true ; Ms = [] ), '$compose_all'(Ms, H, [], Ns), '$compose'(Vs, G, H, C).
'$compose_all'([], _, Ns, Ns).
'$compose_all'([M|Ms], H, Ns0, Ns) :- ( neighbours(M, H, Ks) -> ord_union(Ns0, Ks, Ns1) ; Ns1 = Ns0 ), '$compose_all'(Ms, H, Ns1, Ns).
top_sort(G, Vs) :- transpose_ugraph(G, T), '$top_sort'(T, Vs).
'$top_sort'([], []) :- !.
'$top_sort'(T, Vs) :- '$sources'(T, Ss), Ss \== [], del_vertices(T, Ss, T1), append(Ss, Vs1, Vs), '$top_sort'(T1, Vs1).
'$sources'([], []).
'$sources'([V-Ns|T], Ss) :- ( Ns == [] -> Ss = [V|Ss1] ; Ss = Ss1 ), '$sources'(T, Ss1).
transitive_closure(G, C) :- vertices(G, Vs), '$closure'(Vs, G, C).
'$closure'([], C, C).
'$closure'([V|Vs], G, C) :- neighbours(V, G, Ns), '$close_over'(G, V, Ns, G1), '$closure'(Vs, G1, C).
'$close_over'([], _, _, []).
'$close_over'([W-Ms|G], V, Ns, [W-Ks|R]) :- ( ord_memberchk(V, Ms) -> ord_union(Ms, Ns, Ks) ; Ks = Ms ), '$close_over'(G, V, Ns, R).
reachable(V, G, R) :- '$reachable'([V], G, [V], R).
'$reachable'([], _, R, R).
'$reachable'([V|Vs], G, R0, R) :- ( neighbours(V, G, Ns) -> true ; Ns = [] ), ord_subtract(Ns, R0, New), ord_union(R0, Ns, R1), append(Vs, New, Ws), '$reachable'(Ws, G, R1, R).
complement(G, C) :- vertices(G, Vs), '$complements'(G, Vs, C).
'$complements'([], _, []).
'$complements'([V-Ns|G], Vs, [V-Ms|C]) :- ord_add_element(Ns, V, Ns1), ord_subtract(Vs, Ns1, Ms), '$complements'(G, Vs, C).
top_sort(G, L, T) :- top_sort(G, L0), append(L0, T, L).
% A vertex before all others, with edges to all of them.
connect_ugraph([], 0, []).
connect_ugraph([V-Ns|G], Start, [Start-Vs,V-Ns|G]) :- ( number(V) -> Start is V - 1 ; Start = 0 ), vertices([V-Ns|G], Vs).
